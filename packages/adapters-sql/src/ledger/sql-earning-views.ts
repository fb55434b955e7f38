import {
  earningStateOf,
  EarningViews,
  offset,
  pageOf,
  type EarningView,
  type PageRequest,
  type UserId,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const EARNINGS = new Table<Omit<EarningView, 'state'> & { readonly clearedAt: Date | null }>('earnings', {
  id: 'id',
  orderId: 'order_id',
  currency: 'currency',
  grossAmount: 'gross_amount',
  commissionAmount: 'commission_amount',
  netAmount: 'net_amount',
  reversedAmount: 'reversed_amount',
  clearsAt: 'clears_at',
  createdAt: 'created_at',
  clearedAt: 'cleared_at',
});

const LIST_OWN = EARNINGS.select(
  'view_own',
  'WHERE seller_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3',
);
const COUNT_OWN: Statement<[count: bigint]> = {
  name: 'earnings_view_count_own',
  text: 'SELECT count(*) FROM earnings WHERE seller_id = $1',
};

export class SqlEarningViews extends EarningViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async listOwn(sellerId: UserId, page: PageRequest) {
    const session = this.store.session();
    const [rows, counted] = await Promise.all([
      session.rows(LIST_OWN, [sellerId, page.limit, offset(page)]),
      session.row(COUNT_OWN, [sellerId]),
    ]);
    return pageOf(rows.map(viewOf), Number(counted?.[0] ?? 0n), page);
  }
}

function viewOf(row: unknown[]): EarningView {
  const { clearedAt, ...earning } = EARNINGS.read(row);
  return { ...earning, state: earningStateOf({ ...earning, clearedAt }) };
}
