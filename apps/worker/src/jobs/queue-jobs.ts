import type { FireDeadlines, ProcessWebhooks, RelayOutbox } from '@2krika/domain';
import type { Job } from './job.js';

export interface QueueJobUseCases {
  readonly relayOutbox: RelayOutbox;
  readonly processWebhooks: ProcessWebhooks;
  readonly fireDeadlines: FireDeadlines;
}

/** What empties the queues that requests fill. */
export function queueJobs({ relayOutbox, processWebhooks, fireDeadlines }: QueueJobUseCases): readonly Job[] {
  return [
    { name: 'outbox-relay', run: () => relayOutbox.execute() },
    { name: 'webhook-inbox', run: () => processWebhooks.execute() },
    { name: 'deadline-runner', run: () => fireDeadlines.execute() },
  ];
}
