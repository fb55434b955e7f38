import { after, type Clock } from '../../kernel/index.js';
import type { Claimed, Lease } from '../model/lease.js';
import { isOutage, MAX_ATTEMPTS, pauseAfter, pauseOfOutage, reasonOf } from '../model/retry.js';
import type { Chance } from '../ports/chance.js';
import type { Leases } from '../ports/leases.js';

/** Does claimed work, and decides what becomes of what fails. */
export class LeasedWork {
  /** @param batch how many units to claim at most: all are done at once, and each may need a connection */
  constructor(
    private readonly leases: Leases,
    private readonly chance: Chance,
    private readonly clock: Clock,
    readonly batch: number,
  ) {}

  /**
   * Does every unit at once, so that each begins while its lease is new; one that fails does not hold the others.
   * Answers how many there were.
   * @throws AggregateError of what kept failures from being written down: their units come back when the leases end
   */
  async doAll<Unit>(
    claimed: readonly Claimed<Unit>[],
    work: (unit: Unit, lease: Lease) => Promise<void>,
  ): Promise<number> {
    const outcomes = await Promise.allSettled(claimed.map(({ unit, lease }) => this.do(unit, lease, work)));
    const failures = outcomes.flatMap((outcome): unknown[] =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} of ${claimed.length} failed.`);
    return claimed.length;
  }

  private async do<Unit>(
    unit: Unit,
    lease: Lease,
    work: (unit: Unit, lease: Lease) => Promise<void>,
  ): Promise<void> {
    try {
      await work(unit, lease);
    } catch (error) {
      await this.putBack(lease, error);
      return;
    }
    if (lease.attempts > 0) await this.leases.forgive(lease);
  }

  private async putBack(lease: Lease, error: unknown): Promise<void> {
    const now = this.clock.now();
    const chance = this.chance.fraction();
    const reason = reasonOf(error);
    if (isOutage(error)) await this.leases.defer(lease, reason, after(now, pauseOfOutage(chance)));
    else if (lease.attempts + 1 >= MAX_ATTEMPTS) await this.leases.bury(lease, reason, now);
    else await this.leases.postpone(lease, reason, after(now, pauseAfter(lease.attempts, chance)));
  }
}
