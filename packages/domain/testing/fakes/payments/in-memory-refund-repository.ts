import {
  AlreadyExists,
  Refund,
  RefundNotFound,
  RefundRepository,
  type Id,
  type PaymentId,
  type RefundId,
  type RefundRecord,
  type Within,
} from '@2krika/domain';
import { endLease, lease } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const refunds = new InMemoryTable<RefundRecord>({
  name: 'refund',
  key: ({ id }) => id,
  unique: [{ value: ({ providerKey }) => providerKey, violation: () => new AlreadyExists('refund') }],
  versioned: true,
});

const QUEUE = 'refunds';

export class InMemoryRefundRepository extends RefundRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(refund: Refund, within?: Within) {
    return this.store.session(within).insert(refunds, refund.snapshot());
  }

  async save(refund: Refund, within?: Within) {
    const session = this.store.session(within);
    await session.update(refunds, refund.snapshot());
    await endLease(session, QUEUE, refund.id);
    refund.saved();
  }

  async find(id: RefundId, within?: Within) {
    const row = await this.store.session(within).find(refunds, id);
    return row && Refund.rehydrate(row);
  }

  async getForUpdate(id: RefundId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(refunds, id);
    if (!row) throw new RefundNotFound(id);
    return Refund.rehydrate(row);
  }

  async findByProviderKey(providerKey: string, within?: Within) {
    const [row] = await this.store
      .session(within)
      .where(refunds, (refund) => refund.providerKey === providerKey);
    return row ? Refund.rehydrate(row) : null;
  }

  async sumRequested(paymentId: PaymentId, within?: Within) {
    const requested = await this.store
      .session(within)
      .where(refunds, (refund) => refund.paymentId === paymentId && refund.state === 'requested');
    return requested.reduce((sum, { amount }) => sum + amount, 0n);
  }

  async listOfOrder(orderId: Id<'order'>, within?: Within) {
    const rows = await this.store.session(within).where(refunds, (refund) => refund.orderId === orderId);
    return rows.sort(oldestFirst).map((row) => Refund.rehydrate(row));
  }

  claimToSend(now: Date, limit: number) {
    return this.claim(({ nextSendAt }) => nextSendAt, now, limit);
  }

  claimToPoll(now: Date, limit: number) {
    return this.claim(({ nextPollAt }) => nextPollAt, now, limit);
  }

  private async claim(dueAt: (row: RefundRecord) => Date | null, now: Date, limit: number) {
    const session = this.store.session();
    const due = (await session.all(refunds))
      .map((row) => ({ id: row.id, at: dueAt(row)?.getTime() ?? Infinity }))
      .filter(({ at }) => at <= now.getTime())
      .sort((left, right) => left.at - right.at);
    return lease(
      session,
      QUEUE,
      due.map(({ id }) => id),
      now,
      limit,
    );
  }
}

function oldestFirst(left: RefundRecord, right: RefundRecord): number {
  return left.createdAt.getTime() - right.createdAt.getTime() || (left.id < right.id ? -1 : 1);
}
