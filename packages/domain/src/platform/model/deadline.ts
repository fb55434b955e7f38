import type { Id } from '../../kernel/index.js';

export type DeadlineId = Id<'deadline'>;

/** Something that happens by itself at an instant, unless it is disarmed first. */
export interface Deadline {
  readonly id: DeadlineId;
  readonly aggregateType: string;
  readonly aggregateId: string;
  /** The event of the aggregate's process that fires. The process decides whether it is still valid. */
  readonly event: string;
  readonly fireAt: Date;
}
