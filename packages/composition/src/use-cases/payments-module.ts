import {
  Clock,
  ConfirmRefund,
  IdGenerator,
  PaymentProviders,
  PaymentRepository,
  PayoutProviders,
  RefundRepository,
  SendPayment,
  SendRefund,
  Vault,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const paymentsModule = new ContainerModule(({ bind }) => {
  bind(SendPayment).toResolvedValue(
    (unitOfWork, providers, vault, clock) => new SendPayment(unitOfWork, providers, vault, clock),
    [ScopedUnitOfWork, PaymentProviders, Vault, Clock],
  );
  bind(SendRefund).toResolvedValue(
    (unitOfWork, providers, payoutProviders, vault, ids, clock) =>
      new SendRefund(unitOfWork, providers, payoutProviders, vault, ids, clock),
    [ScopedUnitOfWork, PaymentProviders, PayoutProviders, Vault, IdGenerator, Clock],
  );
  bind(ConfirmRefund).toResolvedValue(
    (unitOfWork, refunds, payments, providers, payoutProviders, ids, clock) =>
      new ConfirmRefund(unitOfWork, refunds, payments, providers, payoutProviders, ids, clock),
    [
      ScopedUnitOfWork,
      RefundRepository,
      PaymentRepository,
      PaymentProviders,
      PayoutProviders,
      IdGenerator,
      Clock,
    ],
  );
});
