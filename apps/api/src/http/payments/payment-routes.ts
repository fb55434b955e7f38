import { IsIn } from 'class-validator';
import {
  CURRENCIES,
  PAYMENT_STATES,
  REFUND_RAILS,
  REFUND_REASONS,
  REFUND_STATES,
  type ApproveRefund,
  type Currency,
  type ListPayments,
  type ListRefunds,
  type PaymentState,
  type PaymentView as PaymentRow,
  type ReadPayment,
  type ReadRefund,
  type ReceiveWebhook,
  type RefundRail,
  type RefundReasonCode,
  type RefundState,
  type RefundView as RefundRow,
  type RejectRefund,
  type RequestRefund,
  type StartPayment,
} from '@2krika/domain';
import {
  accepted,
  Amount,
  created,
  Id,
  Instant,
  ListQuery,
  noContent,
  Nullable,
  ok,
  Optional,
  PagesOf,
  provider,
  rawBody,
  route,
  signedIn,
  staff,
  Text,
  type Route,
} from '../server/index.js';
import { OrderParams } from '../ordering/order-inputs.js';

export interface PaymentUseCases {
  readonly startPayment: StartPayment;
  readonly readPayment: ReadPayment;
  readonly listPayments: ListPayments;
  readonly requestRefund: RequestRefund;
  readonly approveRefund: ApproveRefund;
  readonly rejectRefund: RejectRefund;
  readonly readRefund: ReadRefund;
  readonly listRefunds: ListRefunds;
  readonly receiveWebhook: ReceiveWebhook;
}

class PaymentParams {
  @Id()
  id!: string;
}

class ProviderParams {
  @Text({ max: 40, pattern: /^[a-z0-9_-]+$/ })
  provider!: string;
}

class PaymentBody {
  /** Code of a channel that collects. */
  @Text({ max: 40 })
  channel!: string;

  /** The phone that pays, in international form. */
  @Text({ max: 40 })
  msisdn!: string;
}

const REASONS = REFUND_REASONS.map(({ code }) => code);

class RefundBody {
  /** Minor units; all that is left when it is not said. */
  @Optional()
  @Amount({ min: 1 })
  amount?: number;

  @IsIn(REASONS)
  reasonCode!: RefundReasonCode;

  @Optional()
  @Text({ max: 2_000 })
  note?: string;
}

class RejectionBody {
  @Text({ max: 2_000 })
  reason!: string;
}

export class PaymentView {
  @Id()
  id!: string;

  @Id()
  orderId!: string;

  @Amount()
  amount!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @IsIn(PAYMENT_STATES)
  state!: PaymentState;

  @Nullable()
  @Text({ max: 40 })
  channel!: string | null;

  @Nullable()
  @Text({ max: 40 })
  payerMsisdnMask!: string | null;

  @Amount()
  capturedAmount!: number;

  @Amount()
  refundedAmount!: number;

  @Nullable()
  @Text({ max: 100 })
  failureCode!: string | null;

  @Nullable()
  @Text({ min: 0, max: 1_000 })
  failureMessage!: string | null;

  @Instant()
  expiresAt!: string;

  @Nullable()
  @Instant()
  capturedAt!: string | null;

  @Instant()
  createdAt!: string;
}

export class RefundView {
  @Id()
  id!: string;

  @Id()
  paymentId!: string;

  @Id()
  orderId!: string;

  @Amount()
  amount!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @IsIn(REFUND_STATES)
  state!: RefundState;

  @Text({ max: 60 })
  reasonCode!: string;

  @Nullable()
  @Text({ max: 2_000 })
  note!: string | null;

  @Nullable()
  @Text({ max: 2_000 })
  rejectionReason!: string | null;

  @IsIn(REFUND_RAILS)
  rail!: RefundRail;

  @Amount()
  sellerPart!: number;

  @Amount()
  commissionPart!: number;

  @Amount()
  feePart!: number;

  @Nullable()
  @Text({ max: 100 })
  failureCode!: string | null;

  @Instant()
  createdAt!: string;
}

function toPaymentView({ payerId: _, ...payment }: PaymentRow): PaymentView {
  return {
    ...payment,
    amount: Number(payment.amount),
    capturedAmount: Number(payment.capturedAmount),
    refundedAmount: Number(payment.refundedAmount),
    expiresAt: payment.expiresAt.toISOString(),
    capturedAt: payment.capturedAt?.toISOString() ?? null,
    createdAt: payment.createdAt.toISOString(),
  };
}

function toRefundView(refund: RefundRow): RefundView {
  return {
    ...refund,
    amount: Number(refund.amount),
    sellerPart: Number(refund.sellerPart),
    commissionPart: Number(refund.commissionPart),
    feePart: Number(refund.feePart),
    createdAt: refund.createdAt.toISOString(),
  };
}

export function paymentRoutes(useCases: PaymentUseCases): readonly Route[] {
  return [...collectingRoutes(useCases), ...refundRoutes(useCases)];
}

function collectingRoutes(useCases: PaymentUseCases): readonly Route[] {
  const { startPayment, readPayment, listPayments, receiveWebhook } = useCases;
  return [
    route({
      method: 'POST',
      path: '/orders/{id}/payments',
      summary: 'Choose how to pay. The operator is asked right after; confirm on the phone.',
      tag: 'Payments',
      access: signedIn,
      idempotent: true,
      params: OrderParams,
      body: PaymentBody,
      answers: { 202: PaymentView },
      refusals: [
        'order.not_payable',
        'payment.already_started',
        'platform.channel_unknown',
        'platform.channel_unavailable',
        'platform.msisdn_not_of_channel',
        'platform.invalid_msisdn',
      ],
      async handle({ actor, params, body }) {
        const payment = await startPayment.execute({ actor, orderId: params.id, ...body });
        const row = await readPayment.execute({ actor, paymentId: payment.id });
        return accepted(`/v1/payments/${payment.id}`, toPaymentView(row));
      },
    }),
    route({
      method: 'GET',
      path: '/orders/{id}/payments',
      summary: 'The payments of an order, oldest first.',
      tag: 'Payments',
      access: signedIn,
      params: OrderParams,
      query: ListQuery,
      answers: { 200: PagesOf(PaymentView) },
      async handle({ actor, params, query }) {
        const payments = await listPayments.execute({ actor, orderId: params.id, ...query });
        return ok({ ...payments, results: payments.results.map(toPaymentView) });
      },
    }),
    route({
      method: 'GET',
      path: '/payments/{id}',
      summary: 'What became of a payment.',
      tag: 'Payments',
      access: signedIn,
      params: PaymentParams,
      answers: { 200: PaymentView },
      handle: async ({ actor, params }) =>
        ok(toPaymentView(await readPayment.execute({ actor, paymentId: params.id }))),
    }),
    route({
      method: 'POST',
      path: '/webhooks/payments/{provider}',
      summary: 'News of a provider: checked, stored, and looked into later.',
      tag: 'Webhooks',
      access: provider,
      params: ProviderParams,
      body: rawBody(),
      answers: { 204: 'empty' },
      refusals: ['webhook.signature_invalid', 'webhook.provider_unknown', 'webhook.unreadable'],
      async handle({ params, body, header }) {
        const names = ['x-sandbox-timestamp', 'x-sandbox-signature', 'content-type'];
        const headers = Object.fromEntries(
          names.flatMap((name) => {
            const value = header(name);
            return value === undefined ? [] : [[name, value]];
          }),
        );
        await receiveWebhook.execute({ provider: params.provider, headers, rawBody: body });
        return noContent();
      },
    }),
  ];
}

function refundRoutes(useCases: PaymentUseCases): readonly Route[] {
  const { requestRefund, approveRefund, rejectRefund, readRefund, listRefunds } = useCases;
  return [
    route({
      method: 'POST',
      path: '/orders/{id}/refunds',
      summary: 'Ask for money to go back to the customer. Nothing moves before it is approved.',
      tag: 'Refunds',
      access: signedIn,
      idempotent: true,
      params: OrderParams,
      body: RefundBody,
      answers: { 201: RefundView },
      refusals: ['order.not_refundable', 'refund.exceeds_captured', 'platform.amount_not_chargeable'],
      async handle({ actor, params, body: { amount, reasonCode, note = null } }) {
        const wanted = amount === undefined ? {} : { amount: BigInt(amount) };
        const refund = await requestRefund.execute({
          actor,
          orderId: params.id,
          ...wanted,
          reasonCode,
          note,
        });
        const row = await readRefund.execute({ actor, refundId: refund.id });
        return created(`/v1/refunds/${refund.id}`, toRefundView(row));
      },
    }),
    route({
      method: 'GET',
      path: '/orders/{id}/refunds',
      summary: 'The refunds of an order, oldest first.',
      tag: 'Refunds',
      access: signedIn,
      params: OrderParams,
      query: ListQuery,
      answers: { 200: PagesOf(RefundView) },
      async handle({ actor, params, query }) {
        const refunds = await listRefunds.execute({ actor, orderId: params.id, ...query });
        return ok({ ...refunds, results: refunds.results.map(toRefundView) });
      },
    }),
    route({
      method: 'GET',
      path: '/refunds/{id}',
      summary: 'What became of a refund.',
      tag: 'Refunds',
      access: signedIn,
      params: PaymentParams,
      answers: { 200: RefundView },
      handle: async ({ actor, params }) =>
        ok(toRefundView(await readRefund.execute({ actor, refundId: params.id }))),
    }),
    route({
      method: 'POST',
      path: '/admin/refunds/{id}/approve',
      summary: 'Let the money go back. It leaves escrow, or the seller and us, at once.',
      tag: 'Refunds',
      access: staff('refunds:approve'),
      idempotent: true,
      params: PaymentParams,
      answers: { 204: 'empty' },
      refusals: ['refund.self_approval', 'refund.event_refused', 'refund.exceeds_captured'],
      async handle({ actor, params }) {
        await approveRefund.execute({ actor, refundId: params.id });
        return noContent();
      },
    }),
    route({
      method: 'POST',
      path: '/admin/refunds/{id}/reject',
      summary: 'Refuse a refund, and say why.',
      tag: 'Refunds',
      access: staff('refunds:approve'),
      idempotent: true,
      params: PaymentParams,
      body: RejectionBody,
      answers: { 204: 'empty' },
      refusals: ['refund.self_approval', 'refund.event_refused'],
      async handle({ actor, params, body }) {
        await rejectRefund.execute({ actor, refundId: params.id, ...body });
        return noContent();
      },
    }),
  ];
}
