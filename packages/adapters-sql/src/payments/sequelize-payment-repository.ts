import {
  after,
  AlreadyExists,
  LivePaymentExists,
  Payment,
  PaymentNotFound,
  PaymentRepository,
  RESEND_AFTER,
  StaleVersion,
  type Id,
  type PaymentAttempt,
  type PaymentId,
  type PaymentRecord,
  type Within,
} from '@2krika/domain';
import { putAttempts, readAttempts, type AttemptTable } from '../mapping/attempts.js';
import { claimOf, leasesOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, SqlValue, Statement } from '../unit-of-work/statement.js';

const PAYMENTS = new Table<Omit<PaymentRecord, 'attempts'>>('payments', {
  id: 'id',
  orderId: 'order_id',
  payerId: 'payer_id',
  amount: 'amount',
  currency: 'currency',
  serviceFeeAmount: 'service_fee_amount',
  commissionAmount: 'commission_amount',
  sellerNetAmount: 'seller_net_amount',
  state: 'state',
  provider: 'provider',
  channel: 'channel',
  payerMsisdnEncrypted: 'payer_msisdn_enc',
  payerMsisdnMask: 'payer_msisdn_mask',
  capturedAmount: 'captured_amount',
  refundedAmount: 'refunded_amount',
  providerFeeAmount: 'provider_fee_amount',
  failureCode: 'failure_code',
  failureMessage: 'failure_message',
  contradiction: 'contradiction',
  expiresAt: 'expires_at',
  capturedAt: 'captured_at',
  nextPollAt: 'next_poll_at',
  pollCount: 'poll_count',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const ATTEMPTS: AttemptTable = { name: 'payment_attempts', owner: 'payments', ownerId: 'payment_id' };
const PUT_ATTEMPTS = putAttempts(ATTEMPTS, PAYMENTS.width + 1);

/** One that was tried elsewhere: a payment begins without an attempt. */
const ADD_TRIED: Statement = {
  name: 'payments_add_tried',
  text: `WITH written AS (${PAYMENTS.insert.text} RETURNING id), attempts AS (${PUT_ATTEMPTS}) SELECT FROM written`,
};

/** A save ends the lease of whoever claimed it. */
const SAVE: Statement = {
  name: 'payments_save',
  text: `WITH written AS (${PAYMENTS.updateWith('locked_until = NULL')} RETURNING id),
    attempts AS (${PUT_ATTEMPTS})
    SELECT FROM written`,
};

type AttemptJson = [
  id: string,
  number: number,
  provider: string,
  providerKey: string,
  providerRef: string | null,
  state: PaymentAttempt['state'],
  sentAt: string | null,
  finishedAt: string | null,
];

const SELECT = `SELECT ${PAYMENTS.columns}, ${readAttempts(ATTEMPTS)}
  FROM payments`;

const FIND: Statement = { name: 'payments_find', text: `${SELECT} WHERE id = $1` };
/**
 * Takes the lock and reads nothing: who waits for a lock is given the row as it is then, but what its statement reads
 * of other tables as it was before the wait. Whatever belongs to the row is read by a statement of its own behind it.
 */
const LOCK: Statement = {
  name: 'payments_lock',
  text: 'SELECT id FROM payments WHERE id = $1 FOR NO KEY UPDATE',
};
const FIND_BY_PROVIDER_KEY: Statement = {
  name: 'payments_find_by_provider_key',
  text: `${SELECT} WHERE id = (SELECT payment_id FROM payment_attempts WHERE provider_key = $1)`,
};
const LOCK_OF_ORDER: Statement = {
  name: 'payments_lock_of_order',
  text: 'SELECT id FROM payments WHERE order_id = $1 ORDER BY created_at, id FOR NO KEY UPDATE',
};
const LIST_OF_ORDER: Statement = {
  name: 'payments_list_of_order',
  text: `${SELECT} WHERE order_id = $1 ORDER BY created_at, id`,
};

const CLAIM_TO_SEND = claimOf('payments', {
  work: 'to_send',
  when: `state IN ('initiated', 'unknown') AND EXISTS (
    SELECT FROM payment_attempts a WHERE a.payment_id = payments.id
      AND (a.state = 'created' OR a.state = 'sent' AND a.sent_at <= $3))`,
  order: 'created_at',
});
const CLAIM_TO_POLL = claimOf('payments', {
  work: 'to_poll',
  when: 'next_poll_at <= $1',
  order: 'next_poll_at',
});

const exists = () => new AlreadyExists('payment-attempt');
const refusalsOf = ({ orderId }: PaymentRecord): Refusals => ({
  payments_pkey: () => new AlreadyExists('payment'),
  payments_live_order_key: () => new LivePaymentExists(orderId),
  payments_captured_order_key: () => new AlreadyExists('payment', { orderId }),
  payment_attempts_pkey: exists,
  payment_attempts_provider_key_key: exists,
});

export class SequelizePaymentRepository extends PaymentRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(payment: Payment, within?: Within) {
    const state = payment.snapshot();
    const session = this.store.session(within);
    if (state.attempts.length === 0)
      await session.execute(PAYMENTS.insert, columnsOf(state), refusalsOf(state));
    else await session.execute(ADD_TRIED, valuesOf(state), refusalsOf(state));
  }

  async save(payment: Payment, within?: Within) {
    const stale = () => new StaleVersion('payment', payment.id);
    const state = payment.snapshot();
    await this.store.session(within).executeExactly(1, SAVE, valuesOf(state), stale, refusalsOf(state));
    payment.saved();
  }

  async find(id: PaymentId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && paymentOf(row);
  }

  async getForUpdate(id: PaymentId, within?: Within) {
    const session = this.store.session(within);
    const [, row] = await Promise.all([session.rowForUpdate(LOCK, [id]), session.row(FIND, [id])]);
    if (!row) throw new PaymentNotFound(id);
    return paymentOf(row);
  }

  async findByProviderKey(providerKey: string, within?: Within) {
    const row = await this.store.session(within).row(FIND_BY_PROVIDER_KEY, [providerKey]);
    return row && paymentOf(row);
  }

  async listOfOrderForUpdate(orderId: Id<'order'>, within?: Within) {
    const session = this.store.session(within);
    const [, rows] = await Promise.all([
      session.rowsForUpdate(LOCK_OF_ORDER, [orderId]),
      session.rows(LIST_OF_ORDER, [orderId]),
    ]);
    return rows.map(paymentOf);
  }

  async claimToSend(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_SEND, [now, limit, after(now, -RESEND_AFTER)]);
    return leasesOf('payments', rows);
  }

  async claimToPoll(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_POLL, [now, limit]);
    return leasesOf('payments', rows);
  }
}

function valuesOf(state: PaymentRecord): readonly SqlValue[] {
  return [...columnsOf(state), JSON.stringify(state.attempts)];
}

function columnsOf({ attempts: _, ...state }: PaymentRecord): readonly SqlValue[] {
  return PAYMENTS.values(state);
}

function paymentOf(row: unknown[]): Payment {
  const attempts = row[PAYMENTS.width] as AttemptJson[];
  return Payment.rehydrate({ ...PAYMENTS.read(row), attempts: attempts.map(attemptOf) });
}

function attemptOf(json: AttemptJson): PaymentAttempt {
  const [id, number, provider, providerKey, providerRef, state, sentAt, finishedAt] = json;
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return {
    id,
    ...{ number, provider, providerKey, providerRef, state },
    sentAt: instant(sentAt),
    finishedAt: instant(finishedAt),
  };
}
