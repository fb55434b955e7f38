import type { FireDeadlines, ProcessWebhooks, RelayMessages, RelayOutbox } from '@2krika/domain';
import type { Job } from './job.js';

export interface QueueJobUseCases {
  readonly relayOutbox: RelayOutbox;
  readonly relayMessages: RelayMessages;
  readonly processWebhooks: ProcessWebhooks;
  readonly fireDeadlines: FireDeadlines;
}

/** What empties the queues that requests fill. */
export function queueJobs(useCases: QueueJobUseCases): readonly Job[] {
  return [
    { name: 'outbox-relay', isWoken: true, run: () => useCases.relayOutbox.execute() },
    { name: 'message-relay', run: () => useCases.relayMessages.execute() },
    { name: 'webhook-inbox', isWoken: true, run: () => useCases.processWebhooks.execute() },
    { name: 'deadline-runner', run: () => useCases.fireDeadlines.execute() },
  ];
}
