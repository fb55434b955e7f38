import { type Category, DEFAULT_CATEGORIES, Service, slugOf, type CategorySeed } from '@2krika/domain';
import { aCategory, anId, TEST_EPOCH } from '@2krika/domain/testing';
import { AUDIENCES, TALK, TRADES } from './vocabulary.js';

const slugsOf = (seeds: readonly CategorySeed[]): string[] =>
  seeds.flatMap(({ slug, children = [] }) => [slug, ...slugsOf(children)]);
const LIMITS = { min: 100n, max: 1_000_000n, step: 5n };
const category: Category = aCategory();

describe('the words of the market', () => {
  it.each(TRADES.map((trade) => [trade.title, trade] as const))(
    'make services of %s that the rules allow',
    (_, trade) => {
      expect(slugsOf(DEFAULT_CATEGORIES)).toContain(trade.category);
      for (const audience of AUDIENCES) {
        const { title, description, tags, days } = { ...trade, title: `${trade.title} ${audience}` };
        const service = Service.draft({
          id: anId(),
          ...{ basicPackageId: anId(), ownerId: anId(), category, title, description, tags, limits: LIMITS },
          ...{ basicPrice: BigInt(trade.price), currency: 'XAF', deliveryDays: days, revisionsIncluded: 2 },
          now: TEST_EPOCH,
        });
        expect(service.snapshot()).toMatchObject({ title, description, tags });
      }
      expect(`${slugOf(trade.title)}-1000000`.length).toBeLessThanOrEqual(80);
      expect(trade.options.length).toBeGreaterThan(0);
      for (const [title, price, extraDays] of trade.options) {
        expect(slugOf(title)).not.toBe('');
        expect(price % 500).toBe(0);
        expect(days(trade.days + extraDays)).toBe(true);
      }
    },
  );

  it('let somebody say something after the steps people take part in', () => {
    for (const talks of Object.values(TALK)) expect(talks.every((talk) => talk.length > 0)).toBe(true);
  });
});

function days(count: number): boolean {
  return count >= 1 && count <= 365;
}
