import {
  PaymentViews,
  type Id,
  type ListRequest,
  type PaymentId,
  type PaymentView,
  type RefundId,
  type RefundView,
} from '@2krika/domain';
import { byCreation, listStatements, readList } from '../mapping/list.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const PAYMENTS = new Table<PaymentView>('payments', {
  id: 'id',
  orderId: 'order_id',
  payerId: 'payer_id',
  amount: 'amount',
  currency: 'currency',
  state: 'state',
  channel: 'channel',
  payerMsisdnMask: 'payer_msisdn_mask',
  capturedAmount: 'captured_amount',
  refundedAmount: 'refunded_amount',
  failureCode: 'failure_code',
  failureMessage: 'failure_message',
  expiresAt: 'expires_at',
  capturedAt: 'captured_at',
  createdAt: 'created_at',
});

const REFUNDS = new Table<RefundView>('refunds', {
  id: 'id',
  paymentId: 'payment_id',
  orderId: 'order_id',
  amount: 'amount',
  currency: 'currency',
  state: 'state',
  reasonCode: 'reason_code',
  note: 'note',
  rejectionReason: 'rejection_reason',
  rail: 'rail',
  sellerPart: 'seller_part',
  commissionPart: 'commission_part',
  feePart: 'fee_part',
  failureCode: 'failure_code',
  createdAt: 'created_at',
});

const FIND: Statement = PAYMENTS.select('view_find', 'WHERE id = $1');
const FIND_REFUND: Statement = REFUNDS.select('view_find', 'WHERE id = $1');

const ofOrder = ({ name, columns }: Pick<Table<object>, 'name' | 'columns'>) =>
  listStatements({
    name: `${name}_view_of_order`,
    ...{ columns, source: name, where: 'order_id = $1', values: 1 },
    ...{ key: { at: 'created_at', id: 'id' }, isOldestFirst: true },
  });

const OF_ORDER = ofOrder(PAYMENTS);
const REFUNDS_OF_ORDER = ofOrder(REFUNDS);

export class SqlPaymentViews extends PaymentViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async find(id: PaymentId) {
    const row = await this.store.session().row(FIND, [id]);
    return row && PAYMENTS.read(row);
  }

  listOfOrder<Request extends ListRequest>(orderId: Id<'order'>, request: Request) {
    const viewOf = (row: unknown[]) => PAYMENTS.read(row);
    return readList(this.store, OF_ORDER, [orderId], request, { viewOf, positionOf: byCreation });
  }

  async findRefund(id: RefundId) {
    const row = await this.store.session().row(FIND_REFUND, [id]);
    return row && REFUNDS.read(row);
  }

  listRefundsOfOrder<Request extends ListRequest>(orderId: Id<'order'>, request: Request) {
    const viewOf = (row: unknown[]) => REFUNDS.read(row);
    return readList(this.store, REFUNDS_OF_ORDER, [orderId], request, { viewOf, positionOf: byCreation });
  }
}
