import { Transactional, type Within } from '../../kernel/index.js';
import type { Deadline, DeadlineId } from '../model/deadline.js';
import type { Claimed } from '../model/lease.js';

/** Names the thing a deadline belongs to. */
export interface DeadlineOwner {
  readonly aggregateType: string;
  readonly aggregateId: string;
}

/**
 * Armed deadlines, written by the transaction of the transition that arms or disarms them. Every transaction
 * locks in one order, or two could wait for each other: order, payment, refund, accounts, and deadlines last.
 */
export abstract class DeadlineRepository extends Transactional {
  /** Arms it; one armed for the same owner and event is replaced. */
  abstract arm(deadline: Deadline, now: Date, within?: Within): Promise<void>;

  /** Disarms the owner's deadline for this event, or with `all` every one of them. */
  abstract disarm(owner: DeadlineOwner, event: string, now: Date, within?: Within): Promise<void>;

  /**
   * Marks it fired, in the transaction of whatever fired and after it. Nothing when it was disarmed or replaced:
   * one armed anew has another id.
   */
  abstract markFired(id: DeadlineId, now: Date, within?: Within): Promise<void>;

  /** What is armed for the owner, soonest first. */
  abstract armedFor(owner: DeadlineOwner, within?: Within): Promise<readonly Deadline[]>;

  /**
   * Takes at most `limit` due deadlines for a lease, soonest first. Those another worker holds are left out; whose
   * worker died come back when the lease ends.
   */
  abstract claimDue(now: Date, limit: number): Promise<readonly Claimed<Deadline>[]>;
}
