import { AssessWithdrawal, PostSystemMessage, SendVerificationMail, type EventHandler } from '@2krika/domain';
import { ContainerModule } from 'inversify';

/** Everything that reacts to events of the outbox. */
export class EventHandlers {
  constructor(readonly all: readonly EventHandler[]) {}
}

export const eventHandlersModule = new ContainerModule(({ bind }) => {
  bind(EventHandlers).toResolvedValue(
    (sendVerificationMail, assessWithdrawal, postSystemMessage) =>
      new EventHandlers([
        {
          name: 'verification-mail',
          events: ['user.registered', 'user.verification_requested'],
          handle: ({ aggregateId }) => sendVerificationMail.execute({ userId: aggregateId }),
        },
        {
          name: 'withdrawal-risk',
          events: ['withdrawal.requested'],
          handle: ({ aggregateId }) => assessWithdrawal.execute({ withdrawalId: aggregateId }),
        },
        postSystemMessage,
      ]),
    [SendVerificationMail, AssessWithdrawal, PostSystemMessage],
  );
});
