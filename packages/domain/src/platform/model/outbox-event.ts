import type { DomainEvent, Id } from '../../kernel/index.js';

export type OutboxEventId = Id<'outbox-event'>;

/** An event on its way. */
export interface OutboxEvent extends DomainEvent {
  /** Also the key by which a handler recognises a second delivery. */
  readonly id: OutboxEventId;
}

/** Reacts to events. Delivery is at least once, so doing it again must change nothing. */
export interface EventHandler {
  /** Never changes: with the event's id it is the key of what was done. */
  readonly name: string;
  /** The names of the events it wants. */
  readonly events: readonly string[];
  handle(event: OutboxEvent): Promise<void>;
}
