import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { IdentityDeadline } from '../../kyc/index.js';
import type { Deadline, DeadlineRepository, LeasedWork } from '../../platform/index.js';
import type { OrderEventName } from '../model/order-process.js';

/** The events that happen by themselves: what is armed is one of these. */
export type DeadlineEvent = Extract<OrderEventName, 'expire_payment' | 'auto_complete'> | IdentityDeadline;

/** What happens when a deadline of each event fires, by the id of whatever it belongs to. */
export type DeadlineHandlers = Readonly<Record<DeadlineEvent, (aggregateId: string) => Promise<void>>>;

/** Fires what is due. Each firing and its effect are one transaction, so a kill between them cannot happen. */
export class FireDeadlines {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ deadlines: DeadlineRepository }>,
    private readonly deadlines: DeadlineRepository,
    private readonly handlers: DeadlineHandlers,
    private readonly work: LeasedWork,
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many deadlines it took. */
  async execute(): Promise<number> {
    const claimed = await this.deadlines.claimDue(this.clock.now(), this.work.batch);
    return this.work.doAll(claimed, (deadline) => this.fire(deadline));
  }

  /** @throws Error for an event nobody handles; what its handler throws */
  private async fire({ id, event, aggregateId }: Deadline): Promise<void> {
    if (!this.isHandled(event)) throw new Error(`Nobody handles the deadline ${event}.`);
    const handle = this.handlers[event];
    await this.unitOfWork.run(async ({ deadlines }) => {
      // The handler first: as in every other step, what the deadline belongs to is locked before the deadline.
      // Where the handler arms the same event anew, that one has an id of its own and stays.
      await handle(aggregateId);
      await deadlines.markFired(id, this.clock.now());
    });
  }

  private isHandled(event: string): event is DeadlineEvent {
    return Object.hasOwn(this.handlers, event);
  }
}
