import type { EventHandler } from '../model/outbox-event.js';
import type { OutboxHistory } from '../ports/outbox-history.js';

const BATCH = 500;

/**
 * Gives events to a handler again that it was done with, after its store was put back to an earlier state. What
 * it still knows of them changes nothing.
 */
export class ReplayEvents {
  constructor(
    private readonly history: OutboxHistory,
    private readonly handler: EventHandler,
  ) {}

  /** Those behind the position. Answers how many there were. */
  async execute({ after }: { readonly after: bigint }): Promise<number> {
    let position = after;
    for (let count = 0; ;) {
      const events = await this.history.handledAfter(position, this.handler.name, BATCH);
      for (const { event } of events) await this.handler.handle(event);
      count += events.length;
      const last = events.at(-1);
      if (!last) return count;
      position = last.position;
    }
  }
}
