import {
  offset,
  pageOf,
  WithdrawalViews,
  type Currency,
  type PageRequest,
  type PayoutMethodView,
  type RiskFlag,
  type StaffWithdrawalView,
  type UserId,
  type WithdrawalId,
  type WithdrawalState,
  type WithdrawalView,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const METHODS = new Table<PayoutMethodView>('payout_methods', {
  id: 'id',
  kind: 'kind',
  channel: 'channel',
  currency: 'currency',
  accountMask: 'account_mask',
  holderName: 'holder_name',
  usableFrom: 'usable_from',
  flaggedAt: 'flagged_at',
  createdAt: 'created_at',
});

const LIST_METHODS = METHODS.select(
  'view_list',
  'WHERE user_id = $1 AND deleted_at IS NULL ORDER BY created_at, id',
);

type Row = [
  id: string,
  number: string,
  state: WithdrawalState,
  amount: bigint,
  feeAmount: bigint,
  currency: Currency,
  payoutMethodId: string,
  channel: string,
  accountMask: string,
  rejectionReason: string | null,
  failureCode: string | null,
  createdAt: Date,
  paidAt: Date | null,
  returnedAt: Date | null,
  version: number,
];

const COLUMNS = `w.id, w.number, w.state, w.amount, w.fee_amount, w.currency, w.payout_method_id, w.channel, m.account_mask,
  w.rejection_reason, w.failure_code, w.created_at, w.paid_at, w.returned_at, w.version`;
const SOURCE = 'withdrawals w JOIN payout_methods m ON m.id = w.payout_method_id';

const LIST_OWN: Statement<Row> = {
  name: 'withdrawals_view_own',
  text: `SELECT ${COLUMNS} FROM ${SOURCE} WHERE w.user_id = $1
    ORDER BY w.created_at DESC, w.id DESC LIMIT $2 OFFSET $3`,
};
const COUNT_OWN: Statement<[count: bigint]> = {
  name: 'withdrawals_view_count_own',
  text: 'SELECT count(*) FROM withdrawals WHERE user_id = $1',
};
const FIND_OWN: Statement<Row> = {
  name: 'withdrawals_view_find_own',
  text: `SELECT ${COLUMNS} FROM ${SOURCE} WHERE w.user_id = $1 AND w.id = $2`,
};

type StaffRow = [
  userId: string,
  username: string,
  riskFlags: RiskFlag[],
  decidedBy: string | null,
  provider: string,
  providerRef: string | null,
  nextSendAt: Date | null,
  nextPollAt: Date | null,
  ...view: Row,
];

const LIST_FOR_STAFF: Statement<StaffRow> = {
  name: 'withdrawals_view_staff',
  text: `SELECT w.user_id, u.username, w.risk_flags, w.decided_by, w.provider,
      (SELECT provider_ref FROM payout_attempts WHERE withdrawal_id = w.id ORDER BY number DESC LIMIT 1),
      w.next_send_at, w.next_poll_at, ${COLUMNS}
    FROM ${SOURCE} JOIN users u ON u.id = w.user_id WHERE $1::text IS NULL OR w.state = $1
    ORDER BY w.created_at, w.id LIMIT $2 OFFSET $3`,
};
const COUNT_FOR_STAFF: Statement<[count: bigint]> = {
  name: 'withdrawals_view_count_staff',
  text: 'SELECT count(*) FROM withdrawals WHERE $1::text IS NULL OR state = $1',
};

export class SqlWithdrawalViews extends WithdrawalViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async listPayoutMethods(userId: UserId) {
    const rows = await this.store.session().rows(LIST_METHODS, [userId]);
    return rows.map((row) => METHODS.read(row));
  }

  async listOwn(userId: UserId, page: PageRequest) {
    const session = this.store.session();
    const [rows, counted] = await Promise.all([
      session.rows(LIST_OWN, [userId, page.limit, offset(page)]),
      session.row(COUNT_OWN, [userId]),
    ]);
    return pageOf(rows.map(viewOf), Number(counted?.[0] ?? 0n), page);
  }

  async findOwn(userId: UserId, id: WithdrawalId) {
    const row = await this.store.session().row(FIND_OWN, [userId, id]);
    return row && viewOf(row);
  }

  async listForStaff(state: WithdrawalState | null, page: PageRequest) {
    const session = this.store.session();
    const [rows, counted] = await Promise.all([
      session.rows(LIST_FOR_STAFF, [state, page.limit, offset(page)]),
      session.row(COUNT_FOR_STAFF, [state]),
    ]);
    return pageOf(rows.map(staffViewOf), Number(counted?.[0] ?? 0n), page);
  }
}

function viewOf(row: Row): WithdrawalView {
  const [id, number, state, amount, feeAmount, currency, payoutMethodId, channel, accountMask, ...rest] = row;
  const [rejectionReason, failureCode, createdAt, paidAt, returnedAt, version] = rest;
  return {
    ...{ id, number, state, amount, feeAmount, currency, payoutMethodId, channel, accountMask },
    ...{ rejectionReason, failureCode, createdAt, paidAt, returnedAt, version },
  };
}

function staffViewOf(row: StaffRow): StaffWithdrawalView {
  const [userId, username, riskFlags, decidedBy, provider, providerRef, nextSendAt, nextPollAt, ...view] =
    row;
  return {
    ...viewOf(view),
    ...{ userId, username, riskFlags, decidedBy, provider, providerRef, nextSendAt, nextPollAt },
  };
}
