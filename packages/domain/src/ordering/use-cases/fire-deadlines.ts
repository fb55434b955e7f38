import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Deadline, DeadlineRepository } from '../../platform/index.js';

const BATCH = 20;

/** What happens when a deadline of each event fires, by the id of whatever it belongs to. */
export type DeadlineHandlers = Readonly<Record<string, (aggregateId: string) => Promise<void>>>;

/** Fires what is due. Each firing and its effect are one transaction, so a kill between them cannot happen. */
export class FireDeadlines {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ deadlines: DeadlineRepository }>,
    private readonly deadlines: DeadlineRepository,
    private readonly handlers: DeadlineHandlers,
    private readonly clock: Clock,
  ) {}

  /**
   * Works through one batch. Answers how many deadlines it took.
   * @throws Error for an event nobody handles; what a handler throws, once the others had their turn
   */
  async execute(): Promise<number> {
    const due = await this.deadlines.claimDue(this.clock.now(), BATCH);
    const failures: unknown[] = [];
    for (const deadline of due) {
      await this.fire(deadline).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${due.length} deadlines failed.`);
    return due.length;
  }

  private async fire({ id, event, aggregateId }: Deadline): Promise<void> {
    const handle = this.handlers[event];
    if (!handle) throw new Error(`Nobody handles the deadline ${event}.`);
    await this.unitOfWork.run(async ({ deadlines }) => {
      // First, because the handler may arm the same event anew.
      await deadlines.markFired(id, this.clock.now());
      await handle(aggregateId);
    });
  }
}
