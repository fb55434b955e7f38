import { aCountedQuery, anId, FakeQueryPlans, inMemoryStorage, TEST_EPOCH } from '@2krika/domain/testing';
import { InvalidPage } from '../../kernel/index.js';
import { QueryNotExplainable, SlowQueryNotFound } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';
import { ExplainSlowQuery } from './explain-slow-query.js';
import { ListSlowQueries } from './list-slow-queries.js';

const OPERATOR: Actor = { userId: anId(), permissions: new Set(['ops:operate']) };
const OTHERS: Actor = { userId: anId(), permissions: new Set(['orders:operate', 'audit:read']) };

describe('slow queries', () => {
  async function setUp() {
    const { slowQueries } = inMemoryStorage();
    const [ofOrders, ofMessages] = [aCountedQuery({ totalMs: 900 }), aCountedQuery({ store: 'mongodb' })];
    await slowQueries.add([ofMessages, ofOrders], TEST_EPOCH);
    const plans = new FakeQueryPlans();
    return {
      ofOrders,
      ...{ ofMessages, plans },
      listSlowQueries: new ListSlowQueries(slowQueries),
      explainSlowQuery: new ExplainSlowQuery(slowQueries, plans),
    };
  }

  it('are shown by the page, the most costly first, to whoever operates the platform', async () => {
    const { listSlowQueries, ofOrders } = await setUp();
    const page = await listSlowQueries.execute({ actor: OPERATOR, page: 1, limit: 1 });
    expect(page).toMatchObject({ count: 2, totalPages: 2, results: [{ fingerprint: ofOrders.fingerprint }] });
    await expect(listSlowQueries.execute({ actor: OTHERS })).rejects.toThrow(PermissionMissing);
    await expect(listSlowQueries.execute({ actor: OPERATOR, limit: 1_000 })).rejects.toThrow(InvalidPage);
  });

  it('are planned by the text that was counted', async () => {
    const { explainSlowQuery, ofOrders, plans } = await setUp();
    const lines = await explainSlowQuery.execute({ actor: OPERATOR, fingerprint: ofOrders.fingerprint });
    expect(lines).not.toEqual([]);
    expect(plans.explained).toEqual([ofOrders.text]);
  });

  it('are not planned for others, when they are not known, or are of another store', async () => {
    const { explainSlowQuery, ofOrders, ofMessages, plans } = await setUp();
    for (const [actor, fingerprint, refusal] of [
      [OTHERS, ofOrders.fingerprint, PermissionMissing],
      [OPERATOR, '0'.repeat(16), SlowQueryNotFound],
      [OPERATOR, ofMessages.fingerprint, QueryNotExplainable],
    ] as const) {
      await expect(explainSlowQuery.execute({ actor, fingerprint })).rejects.toThrow(refusal);
    }
    expect(plans.explained).toEqual([]);
  });
});
