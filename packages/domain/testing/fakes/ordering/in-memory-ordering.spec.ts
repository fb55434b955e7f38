import { chatIntegrityContract } from '../../contracts/ordering/chat-integrity.contract.js';
import { ledgerProofContract } from '../../contracts/ordering/ledger-proof.contract.js';
import { orderRepositoryContract } from '../../contracts/ordering/order-repository.contract.js';
import { orderViewsContract } from '../../contracts/ordering/order-views.contract.js';
import { createBareOrder } from '../../factories/ordering/bare-order-factory.js';
import { aPayment, captured } from '../../factories/payments/payment-factory.js';
import { aRefund } from '../../factories/payments/refund-factory.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('ordering in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());

  orderRepositoryContract(open);
  orderViewsContract(open);
  chatIntegrityContract(open);
  ledgerProofContract(open);

  // PostgreSQL refuses to store it, so the contract has no such sale.
  it('finds more refunds than was captured', async () => {
    const storage = await open();
    const order = await createBareOrder(storage);
    const { customerId: payerId } = order.snapshot();
    const payment = aPayment({ orderId: order.id, payerId }, captured());
    await storage.payments.add(payment);
    await storage.refunds.add(aRefund(payment, { state: 'approved', amount: 50_501n, feePart: 50_501n }));
    const reports = await storage.ledgerProof.check();
    expect(reports.find(({ rule }) => rule === 'refunds_within_captured')).toMatchObject({ violations: 1 });
  });
});
