import { after, SECOND, Unavailable, type Clock } from '../../kernel/index.js';
import type { Lease } from '../model/lease.js';
import type { EventHandler, OutboxEvent } from '../model/outbox-event.js';
import { isOutage, reasonOf } from '../model/retry.js';
import type { Leases } from '../ports/leases.js';
import type { OutboxQueue } from '../ports/outbox-queue.js';
import type { LeasedWork } from './leased-work.js';

/** How long a handler that lacks what it needs is left alone. */
const REST = SECOND;

/** Delivers what the outbox holds to whoever reacts to it. */
export class RelayOutbox {
  /** Until when a handler is not called, by its name. */
  private readonly resting = new Map<string, Date>();

  constructor(
    private readonly queue: OutboxQueue,
    private readonly leases: Leases,
    private readonly handlers: readonly EventHandler[],
    private readonly work: LeasedWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Works through one batch, in which no two events are of one aggregate. Answers how many events it took, so
   * that the caller knows whether to go on.
   */
  async execute(): Promise<number> {
    const claimed = await this.queue.claim(this.clock.now(), this.work.batch);
    return this.work.doAll(claimed, (event, lease) => this.deliver(event, lease));
  }

  /**
   * Gives the event to every handler that is not done with it: one that fails must not keep it from the others,
   * who would lose it when it is given up.
   * @throws AggregateError of what those that failed threw
   */
  private async deliver(event: OutboxEvent, lease: Lease): Promise<void> {
    const done = await this.queue.handledBy(event.id);
    const failures: unknown[] = [];
    for (const handler of this.handlers) {
      if (!handler.events.includes(event.name) || done.has(handler.name)) continue;
      if (!(await this.leases.renew(lease))) return;
      await this.handle(event, handler).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(reasonOf).join('; '));
    await this.queue.markPublished(lease, this.clock.now());
  }

  /**
   * One that lacks what it needs rests, lest every event waits for the same store in vain, and the other handlers
   * behind it.
   * @throws Unavailable while it rests; what the handler throws
   */
  private async handle(event: OutboxEvent, handler: EventHandler): Promise<void> {
    const { name } = handler;
    const rests = this.resting.get(name);
    if (rests && rests > this.clock.now()) throw new Unavailable(`What ${name} needs`);
    try {
      await handler.handle(event);
    } catch (error) {
      if (isOutage(error)) this.resting.set(name, after(this.clock.now(), REST));
      throw error;
    }
    await this.queue.markHandled(event.id, name, this.clock.now());
  }
}
