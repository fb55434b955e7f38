import type {
  DeadlineRepository,
  EarningRepository,
  Lease,
  OrderRepository,
  Outbox,
  OutboxQueue,
  PaymentRepository,
  PayoutMethodRepository,
  RefundRepository,
  WebhookInbox,
  WithdrawalRepository,
  WorkQueue,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { anEarning } from '../../factories/ledger/earning-factory.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { aWithdrawal } from '../../factories/ledger/withdrawal-factory.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { aPayment, captured, started } from '../../factories/payments/payment-factory.js';
import { aRefund } from '../../factories/payments/refund-factory.js';
import { aDeadline } from '../../factories/platform/deadline-factory.js';
import { aWebhookEvent } from '../../factories/platform/webhook-event-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';

export interface WorkPorts extends PartiesPorts {
  readonly outbox: Outbox;
  readonly outboxQueue: OutboxQueue;
  readonly webhookInbox: WebhookInbox;
  readonly deadlines: DeadlineRepository;
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly earnings: EarningRepository;
}

const ALL = 1_000;

/** Stores a unit of each queue that is due at the epoch of the tests, claimed or not. Answers its id. */
export const STORE_UNIT: Readonly<Record<WorkQueue, (ports: WorkPorts) => Promise<string>>> = {
  outbox: async ({ outbox, outboxQueue }) => {
    const aggregateId = anId();
    await outbox.publish([
      { name: 'order.placed', aggregateType: 'order', aggregateId, occurredAt: TEST_EPOCH, payload: {} },
    ]);
    const claimed = await outboxQueue.claim(TEST_EPOCH, ALL);
    const own = claimed.find(({ unit }) => unit.aggregateId === aggregateId);
    if (!own) throw new Error('What was published is to be claimed.');
    return own.unit.id;
  },
  webhooks: async ({ webhookInbox }) => {
    const event = aWebhookEvent();
    await webhookInbox.receive(event);
    return event.id;
  },
  deadlines: async ({ deadlines }) => {
    const deadline = aDeadline();
    await deadlines.arm(deadline, TEST_EPOCH);
    return deadline.id;
  },
  payments: async (ports) => {
    const order = await createBareOrder(ports);
    const payment = aPayment({ orderId: order.id, payerId: order.snapshot().customerId }, started());
    await ports.payments.add(payment);
    return payment.id;
  },
  refunds: async (ports) => {
    const order = await createBareOrder(ports);
    const payment = aPayment({ orderId: order.id, payerId: order.snapshot().customerId }, captured());
    await ports.payments.add(payment);
    const refund = aRefund(payment, {
      state: 'approved',
      source: 'unallocated',
      nextSendAt: TEST_EPOCH,
    });
    await ports.refunds.add(refund);
    return refund.id;
  },
  withdrawals: async ({ users, payoutMethods, withdrawals }) => {
    const user = aUser();
    const method = aPayoutMethod(user.id);
    await users.add(user);
    await payoutMethods.add(method);
    const withdrawal = aWithdrawal(user.id, method.id, { nextSendAt: TEST_EPOCH });
    await withdrawals.add(withdrawal);
    return withdrawal.id;
  },
  earnings: async ({ users, earnings }) => {
    const seller = aUser();
    await users.add(seller);
    const earning = anEarning(seller.id, { clearsAt: TEST_EPOCH });
    await earnings.add(earning);
    return earning.id;
  },
};

/** Claims all that is due in a queue. */
export async function claimAll(ports: WorkPorts, queue: WorkQueue, now: Date): Promise<readonly Lease[]> {
  switch (queue) {
    case 'outbox':
      return (await ports.outboxQueue.claim(now, ALL)).map(({ lease }) => lease);
    case 'webhooks':
      return (await ports.webhookInbox.claim(now, ALL)).map(({ lease }) => lease);
    case 'deadlines':
      return (await ports.deadlines.claimDue(now, ALL)).map(({ lease }) => lease);
    case 'payments':
      return ports.payments.claimToSend(now, ALL);
    case 'refunds':
      return ports.refunds.claimToSend(now, ALL);
    case 'withdrawals':
      return ports.withdrawals.claimToSend(now, ALL);
    case 'earnings':
      return ports.earnings.claimDue(now, ALL);
  }
}
