import type { Lease } from '../model/lease.js';

/**
 * What becomes of claimed work. A lease lasts five seconds of real time; nothing changes once it was lost to the
 * next one who claimed the unit.
 */
export abstract class Leases {
  /** Begins the five seconds anew. Answers whether the lease was still held. */
  abstract renew(lease: Lease): Promise<boolean>;

  /** Working on it succeeded: forgets the failures before. */
  abstract forgive(lease: Lease): Promise<void>;

  /** It failed: counts that, and offers the unit again at `availableAt`. Answers whether the lease was still held. */
  abstract postpone(lease: Lease, error: string, availableAt: Date): Promise<boolean>;

  /** Something it needs is down: likewise, without counting. */
  abstract defer(lease: Lease, error: string, availableAt: Date): Promise<boolean>;

  /** Gives up: the unit is kept as a dead letter. Answers whether the lease was still held. */
  abstract bury(lease: Lease, error: string, now: Date): Promise<boolean>;
}
