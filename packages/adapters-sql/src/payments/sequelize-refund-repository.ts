import {
  AlreadyExists,
  Refund,
  RefundNotFound,
  RefundRepository,
  StaleVersion,
  type Id,
  type PaymentId,
  type RefundId,
  type RefundRecord,
  type Within,
} from '@2krika/domain';
import { claimOf, leasesOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const REFUNDS = new Table<RefundRecord>('refunds', {
  id: 'id',
  paymentId: 'payment_id',
  orderId: 'order_id',
  amount: 'amount',
  currency: 'currency',
  reasonCode: 'reason_code',
  note: 'note',
  state: 'state',
  source: 'source',
  rail: 'rail',
  sellerPart: 'seller_part',
  commissionPart: 'commission_part',
  feePart: 'fee_part',
  requestedBy: 'requested_by',
  decidedBy: 'decided_by',
  rejectionReason: 'rejection_reason',
  providerKey: 'provider_key',
  providerRef: 'provider_ref',
  failureCode: 'failure_code',
  contradiction: 'contradiction',
  sentAt: 'sent_at',
  nextSendAt: 'next_send_at',
  nextPollAt: 'next_poll_at',
  pollCount: 'poll_count',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

/** A save ends the lease of whoever claimed it. */
const SAVE: Statement = { name: 'refunds_save', text: REFUNDS.updateWith('locked_until = NULL') };
const FIND = REFUNDS.select('find', 'WHERE id = $1');
const LOCK = REFUNDS.select('lock', 'WHERE id = $1 FOR NO KEY UPDATE');
const FIND_BY_PROVIDER_KEY = REFUNDS.select('find_by_provider_key', 'WHERE provider_key = $1');
const LIST_OF_ORDER = REFUNDS.select('list_of_order', 'WHERE order_id = $1 ORDER BY created_at, id');

const SUM_REQUESTED: Statement<[sum: bigint]> = {
  name: 'refunds_sum_requested',
  text: `SELECT coalesce(sum(amount), 0)::bigint FROM refunds WHERE payment_id = $1 AND state = 'requested'`,
};

const CLAIM_TO_SEND = claimOf('refunds', {
  work: 'to_send',
  when: 'next_send_at <= $1',
  order: 'next_send_at',
});
const CLAIM_TO_POLL = claimOf('refunds', {
  work: 'to_poll',
  when: 'next_poll_at <= $1',
  order: 'next_poll_at',
});

const alreadyExists = () => new AlreadyExists('refund');
const REFUSALS: Refusals = { refunds_pkey: alreadyExists, refunds_provider_key_key: alreadyExists };

export class SequelizeRefundRepository extends RefundRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(refund: Refund, within?: Within) {
    await this.store.session(within).execute(REFUNDS.insert, REFUNDS.values(refund.snapshot()), REFUSALS);
  }

  async save(refund: Refund, within?: Within) {
    const stale = () => new StaleVersion('refund', refund.id);
    await this.store
      .session(within)
      .executeExactly(1, SAVE, REFUNDS.values(refund.snapshot()), stale, REFUSALS);
    refund.saved();
  }

  async find(id: RefundId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && refundOf(row);
  }

  async getForUpdate(id: RefundId, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK, [id]);
    if (!row) throw new RefundNotFound(id);
    return refundOf(row);
  }

  async findByProviderKey(providerKey: string, within?: Within) {
    const row = await this.store.session(within).row(FIND_BY_PROVIDER_KEY, [providerKey]);
    return row && refundOf(row);
  }

  async sumRequested(paymentId: PaymentId, within?: Within) {
    const row = await this.store.session(within).row(SUM_REQUESTED, [paymentId]);
    return row?.[0] ?? 0n;
  }

  async listOfOrder(orderId: Id<'order'>, within?: Within) {
    const rows = await this.store.session(within).rows(LIST_OF_ORDER, [orderId]);
    return rows.map(refundOf);
  }

  async claimToSend(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_SEND, [now, limit]);
    return leasesOf('refunds', rows);
  }

  async claimToPoll(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_POLL, [now, limit]);
    return leasesOf('refunds', rows);
  }
}

function refundOf(row: unknown[]): Refund {
  return Refund.rehydrate(REFUNDS.read(row));
}
