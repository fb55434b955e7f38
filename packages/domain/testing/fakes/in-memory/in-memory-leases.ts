import {
  after,
  DeadLetterNotFound,
  DeadLetters,
  Leases,
  MINUTE,
  type Claimed,
  type DeadLetter,
  type Lease,
  type ListRequest,
  type Position,
  type WorkQueue,
  type Within,
} from '@2krika/domain';
import type { InMemorySession, InMemoryStore } from './in-memory-session.js';
import { InMemoryTable } from './in-memory-table.js';
import { listOf } from './list-of.js';

interface LeaseRow {
  readonly queue: WorkQueue;
  readonly unitId: string;
  readonly number: number;
  readonly lockedUntil: Date | null;
  readonly attempts: number;
  readonly availableAt: Date | null;
  readonly error: string | null;
  readonly deadAt: Date | null;
}

/** Longer than the slowest machine takes over a race of twenty: a test that wants its end has `endLeases`. */
const LEASE = MINUTE;

/** One row a unit that was ever claimed. */
export const leases = new InMemoryTable<LeaseRow>({
  name: 'lease',
  key: ({ queue, unitId }) => [queue, unitId],
});

/** Takes at most `limit` of the ids that nobody holds and that may be tried now, in their order. */
export async function lease(
  session: InMemorySession,
  queue: WorkQueue,
  ids: readonly string[],
  now: Date,
  limit: number,
): Promise<readonly Lease[]> {
  const realNow = new Date();
  const lockedUntil = after(realNow, LEASE);
  const never = { number: 0, attempts: 0, lockedUntil: null, availableAt: null, error: null, deadAt: null };
  const taken: Lease[] = [];
  for (const unitId of ids) {
    if (taken.length === limit) break;
    await session.insertIfAbsent(leases, { ...never, queue, unitId });
    const row = await session.change(leases, [queue, unitId], (held) =>
      isFree(held, now, realNow) ? { ...held, number: held.number + 1, lockedUntil } : null,
    );
    if (row) taken.push({ queue, unitId, number: row.number, attempts: row.attempts });
  }
  return taken;
}

function isFree({ lockedUntil, availableAt, deadAt }: LeaseRow, now: Date, realNow: Date): boolean {
  if (deadAt !== null || (availableAt !== null && availableAt > now)) return false;
  return lockedUntil === null || lockedUntil < realNow;
}

/** The units that were taken, each with its lease. */
export function claimedBy<Unit extends { readonly id: string }>(
  taken: readonly Lease[],
  units: readonly Unit[],
): readonly Claimed<Unit>[] {
  return taken.flatMap((held) => {
    const unit = units.find(({ id }) => id === held.unitId);
    return unit ? [{ unit, lease: held }] : [];
  });
}

/** Saving what was worked on ends its lease, and leaves its number. */
export async function endLease(session: InMemorySession, queue: WorkQueue, unitId: string): Promise<void> {
  await session.change(leases, [queue, unitId], (row) => ({ ...row, lockedUntil: null }));
}

/** Whether it is still the last lease of its unit. */
export async function isHeld(session: InMemorySession, { queue, unitId, number }: Lease): Promise<boolean> {
  return (await session.find(leases, [queue, unitId]))?.number === number;
}

/** Those units of the queue that were given up. */
export async function deadUnits(session: InMemorySession, queue: WorkQueue): Promise<ReadonlySet<string>> {
  const dead = await session.where(leases, (row) => row.queue === queue && row.deadAt !== null);
  return new Set(dead.map(({ unitId }) => unitId));
}

/** As if every holder had been gone for longer than a lease. */
export async function endLeases({ database }: { readonly database: InMemoryStore }): Promise<void> {
  const session = database.session();
  for (const { queue, unitId } of await session.all(leases))
    await session.change(leases, [queue, unitId], (row) => ({ ...row, lockedUntil: new Date(0) }));
}

export class InMemoryLeases extends Leases {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  renew(held: Lease) {
    return this.change(held, () => ({ lockedUntil: after(new Date(), LEASE) }));
  }

  async forgive(held: Lease) {
    await this.change(held, () => ({ attempts: 0, error: null }));
  }

  postpone(held: Lease, error: string, availableAt: Date) {
    return this.change(held, ({ attempts }) => ({
      ...{ attempts: attempts + 1, error, availableAt, lockedUntil: null },
    }));
  }

  defer(held: Lease, error: string, availableAt: Date) {
    return this.change(held, () => ({ error, availableAt, lockedUntil: null }));
  }

  bury(held: Lease, error: string, now: Date) {
    return this.change(held, ({ attempts }) => ({
      ...{ attempts: attempts + 1, error, deadAt: now, lockedUntil: null },
    }));
  }

  private async change({ queue, unitId, number }: Lease, change: (row: LeaseRow) => Partial<LeaseRow>) {
    const changed = await this.store
      .session()
      .change(leases, [queue, unitId], (row) => (row.number === number ? { ...row, ...change(row) } : null));
    return changed !== null;
  }
}

export class InMemoryDeadLetters extends DeadLetters {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async list<Request extends ListRequest>(request: Request) {
    const letters = (await this.store.session().all(leases)).flatMap(letterOf);
    return listOf(letters, request, { positionOf: byDeath, viewOf: (letter) => letter });
  }

  async replay(queue: WorkQueue, unitId: string, now: Date, within?: Within) {
    const replayed = await this.store
      .session(within)
      .change(leases, [queue, unitId], (row) =>
        row.deadAt === null ? null : { ...row, attempts: 0, error: null, deadAt: null, availableAt: now },
      );
    if (!replayed) throw new DeadLetterNotFound(queue, unitId);
  }
}

function letterOf({ queue, unitId, attempts, error, deadAt }: LeaseRow): DeadLetter[] {
  return deadAt === null ? [] : [{ queue, unitId, attempts, error: error ?? '', deadAt }];
}

function byDeath({ deadAt, unitId }: DeadLetter): Position {
  return { at: deadAt, id: unitId };
}
