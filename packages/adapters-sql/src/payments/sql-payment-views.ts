import {
  PaymentViews,
  type Id,
  type PaymentId,
  type PaymentView,
  type RefundId,
  type RefundView,
} from '@2krika/domain';
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
const OF_ORDER: Statement = PAYMENTS.select('view_of_order', 'WHERE order_id = $1 ORDER BY created_at, id');
const FIND_REFUND: Statement = REFUNDS.select('view_find', 'WHERE id = $1');
const REFUNDS_OF_ORDER: Statement = REFUNDS.select(
  'view_of_order',
  'WHERE order_id = $1 ORDER BY created_at, id',
);

export class SqlPaymentViews extends PaymentViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async find(id: PaymentId) {
    const row = await this.store.session().row(FIND, [id]);
    return row && PAYMENTS.read(row);
  }

  async listOfOrder(orderId: Id<'order'>) {
    const rows = await this.store.session().rows(OF_ORDER, [orderId]);
    return rows.map((row) => PAYMENTS.read(row));
  }

  async findRefund(id: RefundId) {
    const row = await this.store.session().row(FIND_REFUND, [id]);
    return row && REFUNDS.read(row);
  }

  async listRefundsOfOrder(orderId: Id<'order'>) {
    const rows = await this.store.session().rows(REFUNDS_OF_ORDER, [orderId]);
    return rows.map((row) => REFUNDS.read(row));
  }
}
