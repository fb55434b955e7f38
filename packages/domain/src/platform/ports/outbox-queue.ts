import type { OutboxEvent, OutboxEventId } from '../model/outbox-event.js';

/** The reading side of the outbox. */
export abstract class OutboxQueue {
  /**
   * Takes at most `limit` events for a lease of real time, oldest first. An event waits for the earlier ones
   * of its aggregate; one whose worker died comes back when the lease ends.
   */
  abstract claim(now: Date, limit: number): Promise<readonly OutboxEvent[]>;

  /** The handlers that are done with this event. */
  abstract handledBy(id: OutboxEventId): Promise<ReadonlySet<string>>;

  /** Notes that a handler is done. Again changes nothing. */
  abstract markHandled(id: OutboxEventId, handler: string, now: Date): Promise<void>;

  /** Every handler is done. */
  abstract markPublished(id: OutboxEventId, now: Date): Promise<void>;

  /** A handler failed: counts it and offers the event again at `availableAt`, with its successors behind it. */
  abstract postpone(id: OutboxEventId, error: string, availableAt: Date): Promise<void>;

  /** Gives up. The event is kept for a person to look at, and no longer holds its successors. */
  abstract bury(id: OutboxEventId, error: string, now: Date): Promise<void>;
}
