import { aPayment, aPaymentAttempt, createBareOrder, TEST_EPOCH, until } from '@2krika/domain/testing';
import { useTestDatabase } from '../../testing/index.js';
import { sqlStorage } from '../sql-storage.js';

describe('a payment whose lock was waited for', () => {
  const test = useTestDatabase();

  const someoneWaits = async () => {
    const { rowCount } = await test().admin.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  };

  it('is read with the attempts that were written meanwhile', async () => {
    const storage = sqlStorage(test().database);
    const { payments } = storage;
    const order = await createBareOrder(storage);
    const attempt = aPaymentAttempt({ state: 'created', sentAt: null });
    const parties = { orderId: order.id, payerId: order.snapshot().customerId };
    const payment = aPayment(parties, { attempts: [attempt] });
    await payments.add(payment);
    const [first, second] = [await payments.begin(), await payments.begin()];
    const held = await payments.getForUpdate(payment.id, { transaction: first });
    const waiting = payments.getForUpdate(payment.id, { transaction: second });
    await until(someoneWaits);
    held.markSent(TEST_EPOCH);
    await payments.save(held, { transaction: first });
    await first.commit();
    const read = await waiting;
    await second.rollback();
    expect(read.attempt?.state).toBe('sent');
  });
});
