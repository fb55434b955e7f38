import type { Claimed, Lease } from '../model/lease.js';
import type { WebhookEvent } from '../model/webhook-event.js';

/** Webhooks are stored first and answered at once; the work comes later. */
export abstract class WebhookInbox {
  /** Stores it, unless the provider sent this event key before. Answers whether it is new. */
  abstract receive(event: WebhookEvent): Promise<boolean>;

  /** Takes at most `limit` open ones for a lease, oldest first. */
  abstract claim(now: Date, limit: number): Promise<readonly Claimed<WebhookEvent>[]>;

  /** Changes nothing once the lease was lost. */
  abstract markProcessed(lease: Lease, now: Date): Promise<void>;
}
