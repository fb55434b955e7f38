import {
  AcceptDelivery,
  ApproveRefund,
  CancelOrder,
  ClearEarning,
  Clock,
  CompleteOrder,
  ConfirmPayment,
  DeliverOrder,
  DeliveryUploadAudience,
  ExpireOrder,
  IdGenerator,
  ListOrderActions,
  ListOrderEvents,
  ListOrders,
  ListPayments,
  ListRefunds,
  OperateOrder,
  OrderEffects,
  OrderViews,
  PaymentProviders,
  PaymentRepository,
  PaymentViews,
  PlaceOrder,
  ReadOrder,
  ReadPayment,
  ReadRefund,
  ReceiveMoney,
  RejectRefund,
  RequestRefund,
  RequestRevision,
  StartPayment,
  Vault,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const orderingModule = new ContainerModule(({ bind }) => {
  bind(OrderEffects).toResolvedValue((ids) => new OrderEffects(ids), [IdGenerator]);
  bind(ReceiveMoney).toResolvedValue(
    (effects, ids) => new ReceiveMoney(effects, ids),
    [OrderEffects, IdGenerator],
  );
  bind(PlaceOrder).toResolvedValue(
    (unitOfWork, ids, clock) => new PlaceOrder(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(StartPayment).toResolvedValue(
    (unitOfWork, vault, ids, clock) => new StartPayment(unitOfWork, vault, ids, clock),
    [ScopedUnitOfWork, Vault, IdGenerator, Clock],
  );
  bind(ConfirmPayment).toResolvedValue(
    (unitOfWork, payments, providers, receiveMoney, clock) =>
      new ConfirmPayment(unitOfWork, payments, providers, receiveMoney, clock),
    [ScopedUnitOfWork, PaymentRepository, PaymentProviders, ReceiveMoney, Clock],
  );
  bind(ExpireOrder).toResolvedValue(
    (unitOfWork, effects, clock) => new ExpireOrder(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(DeliverOrder).toResolvedValue(
    (unitOfWork, effects, ids, clock) => new DeliverOrder(unitOfWork, effects, ids, clock),
    [ScopedUnitOfWork, OrderEffects, IdGenerator, Clock],
  );
  bind(RequestRevision).toResolvedValue(
    (unitOfWork, effects, clock) => new RequestRevision(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(AcceptDelivery).toResolvedValue(
    (unitOfWork, effects, clock) => new AcceptDelivery(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(CompleteOrder).toResolvedValue(
    (unitOfWork, effects, clock) => new CompleteOrder(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(CancelOrder).toResolvedValue(
    (unitOfWork, effects, clock) => new CancelOrder(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(OperateOrder).toResolvedValue(
    (unitOfWork, effects, clock) => new OperateOrder(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(ClearEarning).toResolvedValue(
    (unitOfWork, clock) => new ClearEarning(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RequestRefund).toResolvedValue(
    (unitOfWork, ids, clock) => new RequestRefund(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ApproveRefund).toResolvedValue(
    (unitOfWork, effects, clock) => new ApproveRefund(unitOfWork, effects, clock),
    [ScopedUnitOfWork, OrderEffects, Clock],
  );
  bind(RejectRefund).toResolvedValue(
    (unitOfWork, clock) => new RejectRefund(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(DeliveryUploadAudience).toResolvedValue((orders) => new DeliveryUploadAudience(orders), [OrderViews]);
  bind(ReadOrder).toResolvedValue((orders) => new ReadOrder(orders), [OrderViews]);
  bind(ListOrders).toResolvedValue((orders) => new ListOrders(orders), [OrderViews]);
  bind(ListOrderEvents).toResolvedValue((orders) => new ListOrderEvents(orders), [OrderViews]);
  bind(ListOrderActions).toResolvedValue(
    (unitOfWork, clock) => new ListOrderActions(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ReadPayment).toResolvedValue((payments) => new ReadPayment(payments), [PaymentViews]);
  bind(ListPayments).toResolvedValue(
    (payments, orders) => new ListPayments(payments, orders),
    [PaymentViews, OrderViews],
  );
  bind(ReadRefund).toResolvedValue(
    (payments, orders) => new ReadRefund(payments, orders),
    [PaymentViews, OrderViews],
  );
  bind(ListRefunds).toResolvedValue(
    (payments, orders) => new ListRefunds(payments, orders),
    [PaymentViews, OrderViews],
  );
});
