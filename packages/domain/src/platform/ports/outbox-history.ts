import type { OutboxEvent } from '../model/outbox-event.js';

/** An event with its place in the outbox. */
export interface PlacedEvent {
  /** From 1, in the order of publication. */
  readonly position: bigint;
  readonly event: OutboxEvent;
}

/** The outbox as a record of what happened, beside its work as a queue. */
export abstract class OutboxHistory {
  /**
   * The place up to which every event that will ever be there is delivered; 0 before the first. Places are given
   * out before their transactions commit, so it waits for those that are under way.
   * @throws Unavailable when one of them does not end in time
   */
  abstract lastSettled(): Promise<bigint>;

  /** Events behind the place that this handler was done with, at most `limit`, in their order. */
  abstract handledAfter(position: bigint, handler: string, limit: number): Promise<readonly PlacedEvent[]>;
}
