import {
  AlreadyExists,
  StaleVersion,
  Withdrawal,
  WithdrawalAlreadyOpen,
  WithdrawalNotFound,
  WithdrawalRepository,
  type Currency,
  type PayoutAttempt,
  type UserId,
  type WithdrawalId,
  type WithdrawalRecord,
  type Within,
} from '@2krika/domain';
import { putAttempts, readAttempts, type AttemptTable } from '../mapping/attempts.js';
import { claimOf, leasesOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, SqlValue, Statement } from '../unit-of-work/statement.js';

const WITHDRAWALS = new Table<Omit<WithdrawalRecord, 'attempts'>>('withdrawals', {
  id: 'id',
  number: 'number',
  userId: 'user_id',
  payoutMethodId: 'payout_method_id',
  amount: 'amount',
  feeAmount: 'fee_amount',
  currency: 'currency',
  state: 'state',
  riskFlags: 'risk_flags',
  decidedBy: 'decided_by',
  rejectionReason: 'rejection_reason',
  provider: 'provider',
  channel: 'channel',
  providerKey: 'provider_key',
  failureCode: 'failure_code',
  failureMessage: 'failure_message',
  nextSendAt: 'next_send_at',
  nextPollAt: 'next_poll_at',
  pollCount: 'poll_count',
  processingAt: 'processing_at',
  paidAt: 'paid_at',
  returnedAt: 'returned_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const ATTEMPTS: AttemptTable = { name: 'payout_attempts', owner: 'withdrawals', ownerId: 'withdrawal_id' };
const PUT_ATTEMPTS = putAttempts(ATTEMPTS, WITHDRAWALS.width + 1);

const ADD: Statement = {
  name: 'withdrawals_add',
  text: `WITH written AS (${WITHDRAWALS.insert.text} RETURNING id), attempts AS (${PUT_ATTEMPTS}) SELECT FROM written`,
};

/** A save ends the lease of whoever claimed it. */
const SAVE: Statement = {
  name: 'withdrawals_save',
  text: `WITH written AS (${WITHDRAWALS.updateWith('locked_until = NULL')} RETURNING id),
    attempts AS (${PUT_ATTEMPTS})
    SELECT FROM written`,
};

type AttemptJson = [
  id: string,
  number: number,
  provider: string,
  providerKey: string,
  providerRef: string | null,
  state: PayoutAttempt['state'],
  sentAt: string,
  finishedAt: string | null,
];

const SELECT = `SELECT ${WITHDRAWALS.columns}, ${readAttempts(ATTEMPTS)}
  FROM withdrawals`;

const OPEN = `state IN ('requested', 'pending_approval', 'approved', 'processing', 'unknown')`;

const FIND: Statement = { name: 'withdrawals_find', text: `${SELECT} WHERE id = $1` };
const LOCK: Statement = {
  name: 'withdrawals_lock',
  text: 'SELECT id FROM withdrawals WHERE id = $1 FOR NO KEY UPDATE',
};
const FIND_BY_PROVIDER_KEY: Statement = {
  name: 'withdrawals_find_by_provider_key',
  text: `${SELECT} WHERE provider_key = $1`,
};
const FIND_OPEN_OF: Statement = {
  name: 'withdrawals_find_open_of',
  text: `${SELECT} WHERE user_id = $1 AND ${OPEN}`,
};

const TAKEN_SINCE: Statement<[sum: bigint]> = {
  name: 'withdrawals_taken_since',
  text: `SELECT coalesce(sum(amount), 0)::bigint FROM withdrawals
    WHERE user_id = $1 AND currency = $2 AND created_at > $3
      AND state NOT IN ('failed', 'rejected', 'cancelled', 'returned')`,
};

const NEXT_NUMBER: Statement<[number: bigint]> = {
  name: 'withdrawals_next_number',
  text: `SELECT nextval('withdrawal_numbers')`,
};

const CLAIM_TO_SEND = claimOf('withdrawals', {
  work: 'to_send',
  when: 'next_send_at <= $1',
  order: 'next_send_at',
});
const CLAIM_TO_POLL = claimOf('withdrawals', {
  work: 'to_poll',
  when: 'next_poll_at <= $1',
  order: 'next_poll_at',
});

const DIGITS = 6;
const alreadyExists = () => new AlreadyExists('withdrawal');
const REFUSALS: Refusals = {
  withdrawals_pkey: alreadyExists,
  withdrawals_number_key: alreadyExists,
  withdrawals_provider_key_key: alreadyExists,
  payout_attempts_provider_key_key: alreadyExists,
  withdrawals_open_user_key: () => new WithdrawalAlreadyOpen(),
};

export class SequelizeWithdrawalRepository extends WithdrawalRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async nextNumber(now: Date, within?: Within) {
    const [row] = await this.store.session(within).returning(NEXT_NUMBER, []);
    const year = String(now.getUTCFullYear()).slice(-2);
    return `2W-${year}-${String(row?.[0]).padStart(DIGITS, '0')}`;
  }

  async add(withdrawal: Withdrawal, within?: Within) {
    await this.store.session(within).execute(ADD, valuesOf(withdrawal.snapshot()), REFUSALS);
  }

  async save(withdrawal: Withdrawal, within?: Within) {
    const stale = () => new StaleVersion('withdrawal', withdrawal.id);
    await this.store
      .session(within)
      .executeExactly(1, SAVE, valuesOf(withdrawal.snapshot()), stale, REFUSALS);
    withdrawal.saved();
  }

  find(id: WithdrawalId, within?: Within) {
    return this.findBy(FIND, id, within);
  }

  async getForUpdate(id: WithdrawalId, within?: Within) {
    const session = this.store.session(within);
    const [, row] = await Promise.all([session.rowForUpdate(LOCK, [id]), session.row(FIND, [id])]);
    if (!row) throw new WithdrawalNotFound({ withdrawalId: id });
    return withdrawalOf(row);
  }

  findByProviderKey(providerKey: string, within?: Within) {
    return this.findBy(FIND_BY_PROVIDER_KEY, providerKey, within);
  }

  findOpenOf(userId: UserId, within?: Within) {
    return this.findBy(FIND_OPEN_OF, userId, within);
  }

  async takenSince(userId: UserId, currency: Currency, since: Date, within?: Within) {
    const row = await this.store.session(within).row(TAKEN_SINCE, [userId, currency, since]);
    return row?.[0] ?? 0n;
  }

  async claimToSend(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_SEND, [now, limit]);
    return leasesOf('withdrawals', rows);
  }

  async claimToPoll(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_TO_POLL, [now, limit]);
    return leasesOf('withdrawals', rows);
  }

  private async findBy(statement: Statement, key: string, within?: Within) {
    const row = await this.store.session(within).row(statement, [key]);
    return row && withdrawalOf(row);
  }
}

function valuesOf({ attempts, ...state }: WithdrawalRecord): readonly SqlValue[] {
  return [...WITHDRAWALS.values(state), JSON.stringify(attempts)];
}

function withdrawalOf(row: unknown[]): Withdrawal {
  const attempts = row[WITHDRAWALS.width] as AttemptJson[];
  return Withdrawal.rehydrate({ ...WITHDRAWALS.read(row), attempts: attempts.map(attemptOf) });
}

function attemptOf(json: AttemptJson): PayoutAttempt {
  const [id, number, provider, providerKey, providerRef, state, sentAt, finishedAt] = json;
  return {
    id,
    ...{ number, provider, providerKey, providerRef, state },
    sentAt: new Date(sentAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  };
}
