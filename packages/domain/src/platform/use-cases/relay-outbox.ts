import { after, SECOND, type Clock } from '../../kernel/index.js';
import type { EventHandler, OutboxEvent } from '../model/outbox-event.js';
import type { OutboxQueue } from '../ports/outbox-queue.js';

const BATCH = 50;
/** About an hour of doubling pauses: longer than any restart, short enough for a person to be told the same day. */
const MAX_ATTEMPTS = 12;
const MAX_PAUSE = 600 * SECOND;

/** Delivers what the outbox holds to whoever reacts to it. */
export class RelayOutbox {
  constructor(
    private readonly queue: OutboxQueue,
    private readonly handlers: readonly EventHandler[],
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many events it took, so that the caller knows whether to go on. */
  async execute(): Promise<number> {
    const events = await this.queue.claim(this.clock.now(), BATCH);
    for (const event of events) await this.deliver(event);
    return events.length;
  }

  private async deliver(event: OutboxEvent): Promise<void> {
    try {
      const done = await this.queue.handledBy(event.id);
      for (const handler of this.handlers) {
        if (!handler.events.includes(event.name) || done.has(handler.name)) continue;
        await handler.handle(event);
        await this.queue.markHandled(event.id, handler.name, this.clock.now());
      }
      await this.queue.markPublished(event.id, this.clock.now());
    } catch (error) {
      await this.putBack(event, error);
    }
  }

  private async putBack(event: OutboxEvent, error: unknown): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const now = this.clock.now();
    if (event.attempts + 1 >= MAX_ATTEMPTS) return this.queue.bury(event.id, reason, now);
    const pause = Math.min(SECOND * 2 ** event.attempts, MAX_PAUSE);
    return this.queue.postpone(event.id, reason, after(now, pause));
  }
}
