import { QueryNotExplainable, type QueryPlans } from '@2krika/domain';
import type { Open } from '../open.js';

export interface QueryPlansPorts {
  readonly queryPlans: QueryPlans;
}

/** Queries in the language of the store. */
export interface PlannedQueries {
  /** By what each of them does. */
  readonly planned: Readonly<Record<string, string>>;
  /** What it does without a plan, or not at all. */
  readonly unplanned: readonly string[];
}

export function queryPlansContract(
  open: Open<QueryPlansPorts>,
  { planned, unplanned }: PlannedQueries,
): void {
  describe('QueryPlans', () => {
    let queryPlans: QueryPlans;

    beforeEach(async () => {
      ({ queryPlans } = await open());
    });

    it.each(Object.entries(planned))('tells the plan of what %s', async (_, text) => {
      const lines = await queryPlans.explain(text);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line.trim()).not.toBe('');
    });

    it.each(unplanned)('has none for "%s"', async (text) => {
      await expect(queryPlans.explain(text)).rejects.toThrow(QueryNotExplainable);
    });
  });
}
