import { openBenchMarket, type BenchMarket } from './bench-market.js';
import { measurePaths, UnequalResults } from './paths.js';

const quietly = () => undefined;
const BRIEFLY = { rounds: 1, runs: 2, log: quietly };

describe('the paths that are measured', () => {
  let market: BenchMarket;

  beforeAll(async () => {
    market = await openBenchMarket(200, quietly);
  }, 60_000);

  afterAll(() => market.close());

  it('give the same with every contender, and a figure for each', async () => {
    const paths = await measurePaths(market, BRIEFLY);
    expect(paths).toHaveLength(11);
    expect(JSON.parse(JSON.stringify(paths))).toEqual(paths);
    for (const { contenders } of paths) {
      expect(contenders.map(({ name }) => name)).toContain('2KRIKA');
      expect(contenders.every(({ ratio, milliseconds }) => ratio > 0 && milliseconds > 0)).toBe(true);
    }
  }, 60_000);

  it('are refused when a contender does something else', async () => {
    const { catalogueViews } = market.storage;
    const shorter = Object.assign(Object.create(catalogueViews), {
      listServices: async (...request: Parameters<typeof catalogueViews.listServices>) => {
        const page = await catalogueViews.listServices(...request);
        return { ...page, results: page.results.slice(1) };
      },
    }) as typeof catalogueViews;
    const storage = { ...market.storage, catalogueViews: shorter };
    await expect(measurePaths({ ...market, storage }, BRIEFLY)).rejects.toThrow(UnequalResults);
  });
});
