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
      await this.handle(event);
      await this.queue.markPublished(event.id, this.clock.now());
    } catch (error) {
      await this.putBack(event, error);
    }
  }

  /**
   * Gives the event to every handler that is not done with it: one that fails must not keep it from the others,
   * who would lose it when it is buried.
   * @throws AggregateError of what those that failed threw
   */
  private async handle(event: OutboxEvent): Promise<void> {
    const done = await this.queue.handledBy(event.id);
    const failures: unknown[] = [];
    for (const handler of this.handlers) {
      if (!handler.events.includes(event.name) || done.has(handler.name)) continue;
      try {
        await handler.handle(event);
        await this.queue.markHandled(event.id, handler.name, this.clock.now());
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(reasonOf).join('; '));
  }

  private async putBack(event: OutboxEvent, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const now = this.clock.now();
    if (event.attempts + 1 >= MAX_ATTEMPTS) return this.queue.bury(event.id, reason, now);
    const pause = Math.min(SECOND * 2 ** event.attempts, MAX_PAUSE);
    return this.queue.postpone(event.id, reason, after(now, pause));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
