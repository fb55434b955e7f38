import {
  earningStateOf,
  EarningViews,
  type EarningView,
  type ListRequest,
  type UserId,
} from '@2krika/domain';
import { byCreation, listStatements, readList } from '../mapping/list.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';

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

const OWN = listStatements({
  name: 'earnings_view_own',
  ...{ columns: EARNINGS.columns, source: EARNINGS.name },
  ...{ where: 'seller_id = $1', values: 1, key: { at: 'created_at', id: 'id' } },
});

export class SqlEarningViews extends EarningViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  listOwn<Request extends ListRequest>(sellerId: UserId, request: Request) {
    return readList(this.store, OWN, [sellerId], request, { viewOf, positionOf: byCreation });
  }
}

function viewOf(row: unknown[]): EarningView {
  const { clearedAt, ...earning } = EARNINGS.read(row);
  return { state: earningStateOf({ clearedAt, ...earning }), ...earning };
}
