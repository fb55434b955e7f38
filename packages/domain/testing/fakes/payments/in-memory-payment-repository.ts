import {
  after,
  AlreadyExists,
  LIVE_PAYMENT_STATES,
  LivePaymentExists,
  Payment,
  PaymentNotFound,
  PaymentRepository,
  RESEND_AFTER,
  type Id,
  type PaymentId,
  type PaymentRecord,
  type Within,
} from '@2krika/domain';
import { endLease, lease } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const payments = new InMemoryTable<PaymentRecord>({
  name: 'payment',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ state, orderId }) => (LIVE_PAYMENT_STATES.includes(state) ? orderId : null),
      violation: ({ orderId }) => new LivePaymentExists(orderId),
    },
    {
      value: ({ state, orderId }) => (state === 'captured' ? orderId : null),
      violation: ({ orderId }) => new AlreadyExists('payment', { orderId }),
    },
    {
      value: ({ attempts }) => attempts.at(-1)?.providerKey,
      violation: () => new AlreadyExists('payment-attempt'),
    },
  ],
  versioned: true,
});

const QUEUE = 'payments';

export class InMemoryPaymentRepository extends PaymentRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(payment: Payment, within?: Within) {
    return this.store.session(within).insert(payments, payment.snapshot());
  }

  async save(payment: Payment, within?: Within) {
    const session = this.store.session(within);
    await session.update(payments, payment.snapshot());
    await endLease(session, QUEUE, payment.id);
    payment.saved();
  }

  async find(id: PaymentId, within?: Within) {
    const row = await this.store.session(within).find(payments, id);
    return row && Payment.rehydrate(row);
  }

  async getForUpdate(id: PaymentId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(payments, id);
    if (!row) throw new PaymentNotFound(id);
    return Payment.rehydrate(row);
  }

  async findByProviderKey(providerKey: string, within?: Within) {
    const [row] = await this.store
      .session(within)
      .where(payments, ({ attempts }) => attempts.some((attempt) => attempt.providerKey === providerKey));
    return row ? Payment.rehydrate(row) : null;
  }

  async listOfOrderForUpdate(orderId: Id<'order'>, within?: Within) {
    const session = this.store.session(within);
    const found = await session.where(payments, (row) => row.orderId === orderId);
    const locked = [];
    for (const { id } of found.sort(oldestFirst)) {
      const row = await session.findForUpdate(payments, id);
      if (row) locked.push(Payment.rehydrate(row));
    }
    return locked;
  }

  claimToSend(now: Date, limit: number) {
    return this.claim((row) => isToSend(row, now), now, limit);
  }

  claimToPoll(now: Date, limit: number) {
    return this.claim(({ nextPollAt }) => nextPollAt !== null && nextPollAt <= now, now, limit);
  }

  private async claim(isDue: (row: PaymentRecord) => boolean, now: Date, limit: number) {
    const session = this.store.session();
    const due = (await session.where(payments, isDue)).sort(oldestFirst);
    return lease(
      session,
      QUEUE,
      due.map(({ id }) => id),
      now,
      limit,
    );
  }
}

function isToSend({ state, attempts }: PaymentRecord, now: Date): boolean {
  const attempt = attempts.at(-1);
  if (!attempt || (state !== 'initiated' && state !== 'unknown')) return false;
  const isUnanswered = attempt.sentAt !== null && attempt.sentAt <= after(now, -RESEND_AFTER);
  return attempt.state === 'created' || (attempt.state === 'sent' && isUnanswered);
}

function oldestFirst(left: PaymentRecord, right: PaymentRecord): number {
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1);
}
