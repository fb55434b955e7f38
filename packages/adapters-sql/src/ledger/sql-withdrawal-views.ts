import {
  WithdrawalViews,
  type Currency,
  type ListRequest,
  type PayoutMethodView,
  type RiskFlag,
  type StaffWithdrawalView,
  type UserId,
  type WithdrawalId,
  type WithdrawalState,
  type WithdrawalView,
} from '@2krika/domain';
import { byCreation, listStatements, readList } from '../mapping/list.js';
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

const OWN_METHODS = listStatements({
  name: 'payout_methods_view_own',
  ...{ columns: METHODS.columns, source: METHODS.name },
  ...{ where: 'user_id = $1 AND deleted_at IS NULL', values: 1, key: { at: 'created_at', id: 'id' } },
  isOldestFirst: true,
});

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

const KEY = { at: 'w.created_at', id: 'w.id' };

const OWN = listStatements<Row>({
  name: 'withdrawals_view_own',
  ...{ columns: COLUMNS, source: SOURCE, counted: 'withdrawals w' },
  ...{ where: 'w.user_id = $1', values: 1, key: KEY },
});
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

const STAFF_COLUMNS = `w.user_id, u.username, w.risk_flags, w.decided_by, w.provider,
  (SELECT provider_ref FROM payout_attempts WHERE withdrawal_id = w.id ORDER BY number DESC LIMIT 1),
  w.next_send_at, w.next_poll_at, ${COLUMNS}`;

const forStaff = (name: string, where: string, values: number) =>
  listStatements<StaffRow>({
    name: `withdrawals_view_${name}`,
    ...{ columns: STAFF_COLUMNS, counted: 'withdrawals w', where, values },
    source: `${SOURCE} JOIN users u ON u.id = w.user_id`,
    key: KEY,
    isOldestFirst: true,
  });

const ALL_FOR_STAFF = forStaff('staff', 'true', 0);
const IN_STATE_FOR_STAFF = forStaff('staff_in_state', 'w.state = $1', 1);

export class SqlWithdrawalViews extends WithdrawalViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  listPayoutMethods<Request extends ListRequest>(userId: UserId, request: Request) {
    return readList(this.store, OWN_METHODS, [userId], request, SHOWN_METHODS);
  }

  listOwn<Request extends ListRequest>(userId: UserId, request: Request) {
    return readList(this.store, OWN, [userId], request, { viewOf, positionOf: byCreation });
  }

  async findOwn(userId: UserId, id: WithdrawalId) {
    const row = await this.store.session().row(FIND_OWN, [userId, id]);
    return row && viewOf(row);
  }

  listForStaff<Request extends ListRequest>(state: WithdrawalState | null, request: Request) {
    const listing = { viewOf: staffViewOf, positionOf: byCreation };
    return state === null
      ? readList(this.store, ALL_FOR_STAFF, [], request, listing)
      : readList(this.store, IN_STATE_FOR_STAFF, [state], request, listing);
  }
}

const SHOWN_METHODS = { viewOf: (row: unknown[]) => METHODS.read(row), positionOf: byCreation };

function viewOf(row: Row): WithdrawalView {
  const [id, number, state, amount, feeAmount, currency, payoutMethodId, channel, accountMask, ...rest] = row;
  const [rejectionReason, failureCode, createdAt, paidAt, returnedAt, version] = rest;
  return {
    id,
    ...{ number, state, amount, feeAmount, currency, payoutMethodId, channel, accountMask },
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
