import { LeasedWork, type Chance, type Clock, type Lease, type Leases } from '@2krika/domain';

/** Draws the longest of every pause. */
export const LONGEST_PAUSES: Chance = { fraction: () => 0 };

export function aLeasedWork({ leases }: { readonly leases: Leases }, clock: Clock, batch = 10): LeasedWork {
  return new LeasedWork(leases, LONGEST_PAUSES, clock, batch);
}

/** What was claimed. */
export function unitsOf(leases: readonly Lease[]): readonly string[] {
  return leases.map(({ unitId }) => unitId);
}
