/** What a worker works on, named by what its units are. Never changes: dead letters are known by it. */
export const WORK_QUEUES = [
  'outbox',
  'webhooks',
  'deadlines',
  'payments',
  'refunds',
  'withdrawals',
  'earnings',
] as const;
export type WorkQueue = (typeof WORK_QUEUES)[number];

/**
 * The right to work on one unit for a time. Each claim of a unit gets a higher number than those before it: a
 * worker that was stopped for longer than its lease cannot undo what the next one wrote.
 */
export interface Lease {
  readonly queue: WorkQueue;
  readonly unitId: string;
  readonly number: number;
  /** How often working on the unit failed since it last succeeded. */
  readonly attempts: number;
}

/** A unit with the right to work on it. */
export interface Claimed<Unit> {
  readonly unit: Unit;
  readonly lease: Lease;
}
