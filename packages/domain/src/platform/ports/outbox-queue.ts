import type { Claimed, Lease } from '../model/lease.js';
import type { OutboxEvent, OutboxEventId } from '../model/outbox-event.js';

/** The reading side of the outbox. */
export abstract class OutboxQueue {
  /**
   * Takes at most `limit` events for a lease, oldest first. An event waits for the earlier ones of its aggregate,
   * unless they were given up; one whose worker died comes back when the lease ends.
   */
  abstract claim(now: Date, limit: number): Promise<readonly Claimed<OutboxEvent>[]>;

  /** The handlers that are done with this event. */
  abstract handledBy(id: OutboxEventId): Promise<ReadonlySet<string>>;

  /** Notes that a handler is done. Again changes nothing. */
  abstract markHandled(id: OutboxEventId, handler: string, now: Date): Promise<void>;

  /** Every handler is done. Changes nothing once the lease was lost: the next one finds that out by itself. */
  abstract markPublished(lease: Lease, now: Date): Promise<void>;
}
