import { after, SECOND, type Clock } from '../../kernel/index.js';
import type { WebhookEvent, WebhookNotice } from '../model/webhook-event.js';
import type { WebhookInbox } from '../ports/webhook-inbox.js';

const BATCH = 20;
const MAX_ATTEMPTS = 8;

/** Looks into what a notice of each subject may have changed, by asking the provider. */
export type WebhookHandlers = Readonly<
  Record<WebhookNotice['subject'], (reference: string) => Promise<void>>
>;

/** Reacts to the webhooks that were stored. */
export class ProcessWebhooks {
  constructor(
    private readonly inbox: WebhookInbox,
    private readonly handlers: WebhookHandlers,
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many webhooks it took. */
  async execute(): Promise<number> {
    const events = await this.inbox.claim(this.clock.now(), BATCH);
    for (const event of events) await this.process(event);
    return events.length;
  }

  private async process(event: WebhookEvent): Promise<void> {
    try {
      await this.handlers[event.subject](event.reference);
      await this.inbox.markProcessed(event.id, this.clock.now());
    } catch (error) {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const now = this.clock.now();
      if (event.attempts + 1 >= MAX_ATTEMPTS) await this.inbox.bury(event.id, reason, now);
      else await this.inbox.postpone(event.id, reason, after(now, SECOND * 2 ** event.attempts));
    }
  }
}
