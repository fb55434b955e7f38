import {
  aPayment,
  captured,
  FakeClock,
  inMemoryMessageStorage,
  inMemoryStorage,
  createBareOrder,
} from '@2krika/domain/testing';
import { after, DAY, pageRequest } from '../../kernel/index.js';
import { CheckStoresNightly, ProveLedgerNightly } from './check-nightly.js';
import { CheckStores } from './check-stores.js';

const NIGHT = new Date('2026-11-24T03:00:00Z');

function bench() {
  const storage = inMemoryStorage();
  const clock = new FakeClock(NIGHT);
  const { messageIntegrity } = inMemoryMessageStorage();
  const checkStores = new CheckStores(storage.chatIntegrity, messageIntegrity);
  return {
    storage,
    clock,
    proof: new ProveLedgerNightly(storage.ledgerProof, storage.jobRuns, clock, 3),
    check: new CheckStoresNightly(checkStores, storage.jobRuns, clock, 3),
  };
}

describe('the checks of a night', () => {
  it('find nothing where all is well, once a night each', async () => {
    const { storage, clock, proof, check } = bench();
    for (const job of [proof, check]) {
      expect(await job.execute()).toBe(1);
      expect(await job.execute()).toBe(0);
    }
    clock.set(after(NIGHT, DAY));
    expect(await proof.execute()).toBe(1);
    const nothing = { subject: null, broken: [] };
    expect(
      (await storage.jobRuns.list(pageRequest())).results.map(({ job, result }) => [job, result]),
    ).toEqual([
      ['ledger-proof', nothing],
      ['ledger-proof', nothing],
      ['cross-store-check', nothing],
    ]);
  });

  it('keep what is broken: a capture that was not booked, an order without a chat', async () => {
    const { storage, proof, check } = bench();
    const order = await createBareOrder(storage);
    const { customerId: payerId } = order.snapshot();
    await storage.payments.add(aPayment({ orderId: order.id, payerId }, captured()));
    await proof.execute();
    await check.execute();
    const found = (await storage.jobRuns.list(pageRequest())).results.map(({ result }) =>
      result?.broken.map(({ rule }) => rule),
    );
    expect(found).toEqual([['captures_are_booked_once'], ['orders_have_a_chat', 'parties_are_members']]);
  });
});
