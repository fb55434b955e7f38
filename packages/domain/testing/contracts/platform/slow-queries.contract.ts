import { addSlowCalls, after, DAY, pageRequest, slowCall, SECOND, type SlowQueries } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aCountedQuery } from '../../factories/platform/counted-query-factory.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { expectHead } from '../list-walk.js';
import type { Open } from '../open.js';

export interface SlowQueriesPorts {
  readonly slowQueries: SlowQueries;
}

const LATER = after(TEST_EPOCH, SECOND);

export function slowQueriesContract(open: Open<SlowQueriesPorts>): void {
  describe('SlowQueries', () => {
    let slowQueries: SlowQueries;

    beforeEach(async () => {
      ({ slowQueries } = await open());
    });

    it('finds nothing under a fingerprint that nobody has', async () => {
      expect(await slowQueries.find(aCountedQuery().fingerprint)).toBeNull();
    });

    it.each(['postgresql', 'mongodb'] as const)(
      'gives back a query of %s as it was counted',
      async (store) => {
        const calls = addSlowCalls(slowCall(213, 4), slowCall(98_765, 0));
        const query = aCountedQuery({ store, text: `find 'é' "✓" \\ of $1\n  by kind`, ...calls });
        await slowQueries.add([query], TEST_EPOCH);
        const kept = { ...query, firstSeenAt: TEST_EPOCH, lastSeenAt: TEST_EPOCH };
        expect(await slowQueries.find(query.fingerprint)).toEqual(kept);
      },
    );

    it('adds up what several have counted, and keeps from when to when', async () => {
      const query = aCountedQuery(slowCall(300, 1));
      await slowQueries.add([query], LATER);
      await slowQueries.add([{ ...query, text: 'find others', ...slowCall(5_000, 7) }], after(LATER, SECOND));
      await slowQueries.add([query], TEST_EPOCH);
      expect(await slowQueries.find(query.fingerprint)).toEqual({
        ...query,
        ...[slowCall(300, 1), slowCall(5_000, 7), slowCall(300, 1)].reduce(addSlowCalls),
        firstSeenAt: TEST_EPOCH,
        lastSeenAt: after(LATER, SECOND),
      });
    });

    it('keeps all that twenty add at once, in whatever order', async () => {
      const queries = [aCountedQuery(), aCountedQuery(), aCountedQuery()];
      const { lost } = await race(20, (racer) =>
        slowQueries.add(racer % 2 === 0 ? queries : queries.toReversed(), TEST_EPOCH),
      );
      expect(lost).toEqual([]);
      for (const { fingerprint } of queries) {
        expect(await slowQueries.find(fingerprint)).toMatchObject({ calls: 20, totalMs: 6_000, rows: 20 });
      }
    });

    it('takes nothing as well', async () => {
      await expect(slowQueries.add([], TEST_EPOCH)).resolves.toBeUndefined();
    });

    it('lists those that took the most time first, by page and by cursor', async () => {
      // More than any other took, and by a millisecond less each, that nothing on the way may round.
      const aYear = 365 * DAY;
      const [most, middle, twin, least] = [aYear + 2, aYear + 1, aYear + 1, aYear].map((totalMs) => ({
        ...aCountedQuery(),
        totalMs,
      }));
      const all = [least, most, middle, twin].filter((query) => query !== undefined);
      await slowQueries.add(all, TEST_EPOCH);
      const twins = [middle, twin].map((query) => query?.fingerprint ?? '');
      const inOrder = [most?.fingerprint ?? '', ...twins.toSorted().reverse(), least?.fingerprint ?? ''];
      await expectHead(
        (request) => slowQueries.list(request),
        inOrder,
        ({ fingerprint }) => fingerprint,
      );
      const [first] = (await slowQueries.list(pageRequest(1, 1))).results;
      expect(first).toEqual(await slowQueries.find(most?.fingerprint ?? ''));
    });
  });
}
