import type { WebhookEvent, WebhookEventId } from '../model/webhook-event.js';

/** Webhooks are stored first and answered at once; the work comes later. */
export abstract class WebhookInbox {
  /** Stores it, unless the provider sent this event key before. Answers whether it is new. */
  abstract receive(event: WebhookEvent): Promise<boolean>;

  /** Takes at most `limit` open ones for a lease of real time, oldest first. */
  abstract claim(now: Date, limit: number): Promise<readonly WebhookEvent[]>;

  abstract markProcessed(id: WebhookEventId, now: Date): Promise<void>;

  /** Its handler failed: counts it and offers the event again at `availableAt`. */
  abstract postpone(id: WebhookEventId, error: string, availableAt: Date): Promise<void>;

  /** Gives up; the poller still finds what the event would have told. */
  abstract bury(id: WebhookEventId, error: string, now: Date): Promise<void>;
}
