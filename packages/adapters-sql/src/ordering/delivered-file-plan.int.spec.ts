import {
  aDelivery,
  anId,
  anOrder,
  anOrderEvent,
  createParties,
  paid,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { copyRow, useOwnDatabase } from '@2krika/adapters-sql/testing';
import { planOf, rowsRead } from '../../test/query-plan.js';
import { RecordingStore } from '../../test/recording-store.js';
import { sqlStorage } from '../sql-storage.js';
import { SqlOrderViews } from './sql-order-views.js';

/** Enough for the planner to see that an index is worth it. */
const ORDERS = 5_000;

describe('whether somebody shares a delivered file', () => {
  const own = useOwnDatabase();

  it('is told by the deliveries that hold it, however many orders its parties have', async () => {
    const { admin, database } = own();
    const storage = sqlStorage(database);
    const parties = await createParties(storage);
    const uploadId = anId();
    const order = anOrder(parties, {
      ...{ ...paid(), state: 'delivered', deliveredAt: TEST_EPOCH, reviewDueAt: TEST_EPOCH },
      deliveries: [aDelivery({ uploadIds: [uploadId] })],
    });
    await storage.orders.add(order, anOrderEvent(order));
    const anew = { id: `md5('order ' || n)::uuid`, number: `'copy-' || n`, chat_id: 'gen_random_uuid()' };
    await copyRow(admin, { table: 'orders', count: ORDERS, changes: anew });
    const others = { id: 'gen_random_uuid()', order_id: anew.id, upload_ids: 'ARRAY[gen_random_uuid()]' };
    await copyRow(admin, { table: 'deliveries', count: ORDERS, changes: others });
    await admin.query('ANALYZE');

    const store = new RecordingStore(database);
    expect(await new SqlOrderViews(store).sharesDelivery(parties.sellerId, uploadId)).toBe(true);
    const [statement, ...more] = store.sent;
    if (!statement || more.length > 0) throw new Error('It is told in one statement.');
    const plan = await planOf(admin, statement);
    expect(plan.map((node) => node['Index Name']).filter(Boolean)).toContain('deliveries_upload_ids');
    expect(Math.max(...plan.map(rowsRead))).toBe(1);
  });
});
