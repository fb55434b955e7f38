import { slowCall, SlowQueries, Unavailable, type CountedQuery } from '@2krika/domain';
import { FakeClock, inMemoryStorage, TEST_EPOCH, until } from '@2krika/domain/testing';
import { SILENT } from '../logger.js';
import { SlowQueryKeeper } from './slow-query-keeper.js';
import { SlowQueryTally, type SlowCallOf } from './slow-query-tally.js';

const NEVER = 2 ** 30;
const clock = new FakeClock(TEST_EPOCH);

const aCall = (overrides: Partial<SlowCallOf> = {}): SlowCallOf => ({
  store: 'postgresql',
  ...{ text: 'find services', kind: 'find services', milliseconds: 300, rows: 2 },
  ...overrides,
});

describe('SlowQueryTally', () => {
  const fingerprints = (tally: SlowQueryTally) => tally.take().map(({ fingerprint }) => fingerprint);

  it('adds up calls of one kind, and has none of them once they were taken', () => {
    const tally = new SlowQueryTally();
    tally.count(aCall());
    tally.count(aCall({ text: 'find  services' }));
    expect(tally.take()).toEqual([
      {
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        ...{ store: 'postgresql', text: 'find services' },
        ...slowCall(300, 2),
        ...{ calls: 2, totalMs: 600, rows: 4, buckets: expect.arrayContaining([2]) },
      },
    ]);
    expect(tally.take()).toEqual([]);
  });

  it('gives a kind the same fingerprint in every process, and another one of each store', () => {
    const [one, other] = [new SlowQueryTally(), new SlowQueryTally()];
    for (const tally of [one, other]) tally.count(aCall());
    const [known] = fingerprints(one);
    expect(fingerprints(other)).toEqual([known]);
    one.count(aCall({ store: 'mongodb' }));
    expect(fingerprints(one)).not.toContain(known);
  });

  it('counts what was given back with what came since', () => {
    const tally = new SlowQueryTally();
    tally.count(aCall());
    const taken = tally.take();
    tally.count(aCall({ milliseconds: 500 }));
    tally.giveBack(taken);
    expect(tally.take()).toMatchObject([{ calls: 2, totalMs: 800, maxMs: 500 }]);
  });

  it('does not fill the memory, whatever is sent', () => {
    const tally = new SlowQueryTally();
    for (let index = 0; index < 2_000; index += 1) tally.count(aCall({ kind: `find ${index}` }));
    tally.count(aCall({ kind: 'find 0', text: 'x' }));
    const taken = tally.take();
    expect(taken).toHaveLength(1_000);
    expect(taken[0]).toMatchObject({ calls: 2 });
    tally.count(aCall({ text: 'x'.repeat(100_000) }));
    expect(tally.take()[0]?.text).toHaveLength(20_000);
  });
});

describe('SlowQueryKeeper', () => {
  /** Counts as a database would that is slow to keep what was counted. */
  class CountedSlowQueries extends SlowQueries {
    readonly added: (readonly CountedQuery[])[] = [];
    isDown = false;

    constructor(private readonly tally: SlowQueryTally) {
      super();
    }

    async add(counted: readonly CountedQuery[]) {
      this.added.push(counted);
      this.tally.count(aCall({ kind: 'insert slow queries' }));
      await Promise.resolve();
      this.tally.count(aCall({ kind: 'commit' }));
      if (this.isDown) throw new Unavailable('The database');
    }

    list(): never {
      throw new Error('Whoever keeps does not list.');
    }

    async find() {
      return null;
    }
  }

  function aKeeper(interval = NEVER) {
    const tally = new SlowQueryTally();
    const slowQueries = new CountedSlowQueries(tally);
    return { tally, slowQueries, keeper: new SlowQueryKeeper(tally, slowQueries, clock, SILENT, interval) };
  }

  it('keeps what was counted, now and then', async () => {
    const { tally, slowQueries, keeper } = aKeeper(1);
    tally.count(aCall());
    await until(() => slowQueries.added.length > 0);
    await keeper.close();
    expect(slowQueries.added).toHaveLength(1);
  });

  it('does not count what keeping costs', async () => {
    const { tally, slowQueries, keeper } = aKeeper();
    tally.count(aCall());
    await keeper.keep();
    await keeper.close();
    expect(slowQueries.added).toEqual([[expect.objectContaining({ text: 'find services', calls: 1 })]]);
    expect(tally.take()).toEqual([]);
  });

  it('keeps once, however often it is asked at once', async () => {
    const { tally, slowQueries, keeper } = aKeeper();
    tally.count(aCall());
    await Promise.all([keeper.keep(), keeper.keep(), keeper.close()]);
    expect(slowQueries.added).toHaveLength(1);
  });

  it('tells nobody that the store was away, and keeps it once it is back', async () => {
    const { tally, slowQueries, keeper } = aKeeper();
    tally.count(aCall());
    slowQueries.isDown = true;
    await keeper.keep();
    tally.count(aCall());
    slowQueries.isDown = false;
    await keeper.close();
    expect(slowQueries.added.at(-1)).toMatchObject([{ calls: 2, totalMs: 600 }]);
  });

  it('adds up what several processes have counted', async () => {
    const { slowQueries } = inMemoryStorage();
    for (let process = 0; process < 2; process += 1) {
      const tally = new SlowQueryTally();
      tally.count(aCall());
      await new SlowQueryKeeper(tally, slowQueries, clock, SILENT, NEVER).close();
    }
    expect(await slowQueries.list({ page: 1, limit: 20 })).toMatchObject({
      count: 1,
      results: [{ calls: 2 }],
    });
  });
});
