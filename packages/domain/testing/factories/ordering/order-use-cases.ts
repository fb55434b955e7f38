import {
  AcceptDelivery,
  ApproveRefund,
  CancelOrder,
  ClearEarning,
  CompleteOrder,
  ConfirmPayment,
  ConfirmRefund,
  DeliverOrder,
  ExpireOrder,
  OrderEffects,
  PlaceOrder,
  ReceiveMoney,
  RejectRefund,
  RequestRefund,
  RequestRevision,
  SendPayment,
  SendRefund,
  StartPayment,
  type AuditLog,
  type Clock,
  type FloatCommitments,
  type IdGenerator,
  type OrderScope,
  type PaymentProviders,
  type PayoutProviders,
  type PlaceOrderScope,
  type UnitOfWork,
  type UploadRepository,
  type Vault,
} from '@2krika/domain';

/** What an order may touch from its beginning to its end. */
export interface OrderStoryScope extends PlaceOrderScope, OrderScope {
  readonly uploads: UploadRepository;
  readonly auditLog: AuditLog;
  readonly floatCommitments: FloatCommitments;
}

/** A whole store, such as `inMemoryStorage()` or `sqlStorage(database)`. */
export interface OrderStoryPorts extends OrderStoryScope {
  readonly unitOfWork: UnitOfWork<OrderStoryScope>;
}

/** The world around the store. */
export interface OrderWorld {
  readonly ids: IdGenerator;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly providers: PaymentProviders;
  readonly payoutProviders: PayoutProviders;
}

/** Everything that moves an order, and the money with it. */
export function orderUseCases(storage: OrderStoryPorts, world: OrderWorld) {
  const { unitOfWork, payments, refunds } = storage;
  const { ids, clock, vault, providers, payoutProviders } = world;
  const effects = new OrderEffects(ids);
  const receiveMoney = new ReceiveMoney(effects, ids);
  return {
    placeOrder: new PlaceOrder(unitOfWork, ids, clock),
    startPayment: new StartPayment(unitOfWork, vault, ids, clock),
    sendPayment: new SendPayment(unitOfWork, providers, vault, clock),
    confirmPayment: new ConfirmPayment(unitOfWork, payments, providers, receiveMoney, clock),
    expireOrder: new ExpireOrder(unitOfWork, effects, clock),
    deliverOrder: new DeliverOrder(unitOfWork, effects, ids, clock),
    requestRevision: new RequestRevision(unitOfWork, effects, clock),
    acceptDelivery: new AcceptDelivery(unitOfWork, effects, clock),
    completeOrder: new CompleteOrder(unitOfWork, effects, clock),
    cancelOrder: new CancelOrder(unitOfWork, effects, clock),
    clearEarning: new ClearEarning(unitOfWork, clock),
    requestRefund: new RequestRefund(unitOfWork, ids, clock),
    approveRefund: new ApproveRefund(unitOfWork, effects, clock),
    rejectRefund: new RejectRefund(unitOfWork, clock),
    sendRefund: new SendRefund(unitOfWork, providers, payoutProviders, vault, ids, clock),
    confirmRefund: new ConfirmRefund(unitOfWork, refunds, payments, providers, payoutProviders, ids, clock),
  };
}

export type OrderUseCases = ReturnType<typeof orderUseCases>;
