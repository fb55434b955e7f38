import type { Clock } from '../../kernel/index.js';
import type { WebhookNotice } from '../model/webhook-event.js';
import type { WebhookInbox } from '../ports/webhook-inbox.js';
import type { LeasedWork } from './leased-work.js';

/** Looks into what a notice of each subject may have changed, by asking the provider. */
export type WebhookHandlers = Readonly<
  Record<WebhookNotice['subject'], (reference: string) => Promise<void>>
>;

/** Reacts to the webhooks that were stored. What is given up, the poller of its subject still finds. */
export class ProcessWebhooks {
  constructor(
    private readonly inbox: WebhookInbox,
    private readonly handlers: WebhookHandlers,
    private readonly work: LeasedWork,
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many webhooks it took. */
  async execute(): Promise<number> {
    const claimed = await this.inbox.claim(this.clock.now(), this.work.batch);
    return this.work.doAll(claimed, async ({ subject, reference }, lease) => {
      await this.handlers[subject](reference);
      await this.inbox.markProcessed(lease, this.clock.now());
    });
  }
}
