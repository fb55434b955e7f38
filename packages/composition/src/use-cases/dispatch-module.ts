import {
  Clock,
  CompleteOrder,
  ConfirmPayment,
  ConfirmRefund,
  ConfirmWithdrawal,
  DeadlineRepository,
  ExpireOrder,
  FireDeadlines,
  LapseIdentity,
  LeasedWork,
  ProcessWebhooks,
  WebhookInbox,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

/** The use cases that hand each unit of a queue to another use case: here it is said to which. */
export const dispatchModule = new ContainerModule(({ bind }) => {
  bind(ProcessWebhooks).toResolvedValue(
    (inbox, confirmPayment, confirmRefund, confirmWithdrawal, work, clock) => {
      const handlers = {
        payment: (reference: string) => confirmPayment.executeForReference(reference),
        // A payout is a withdrawal, or the second rail of a refund.
        refund: (reference: string) => confirmRefund.executeForReference(reference),
        payout: async (reference: string) => {
          await confirmWithdrawal.executeForReference(reference);
          await confirmRefund.executeForReference(reference);
        },
      };
      return new ProcessWebhooks(inbox, handlers, work, clock);
    },
    [WebhookInbox, ConfirmPayment, ConfirmRefund, ConfirmWithdrawal, LeasedWork, Clock],
  );
  bind(FireDeadlines).toResolvedValue(
    (unitOfWork, deadlines, expireOrder, completeOrder, lapseIdentity, work, clock) => {
      const lapse = (identityId: string) => lapseIdentity.execute({ identityId });
      const handlers = {
        expire_payment: (orderId: string) => expireOrder.execute({ orderId }),
        auto_complete: (orderId: string) => completeOrder.execute({ orderId }),
        abandon_draft: lapse,
        release_claim: lapse,
        expire_approval: lapse,
      };
      return new FireDeadlines(unitOfWork, deadlines, handlers, work, clock);
    },
    [ScopedUnitOfWork, DeadlineRepository, ExpireOrder, CompleteOrder, LapseIdentity, LeasedWork, Clock],
  );
});
