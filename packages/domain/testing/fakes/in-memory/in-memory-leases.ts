import { after, SECOND } from '@2krika/domain';
import type { InMemorySession } from './in-memory-session.js';
import { InMemoryTable } from './in-memory-table.js';

interface Lease {
  readonly kind: string;
  readonly id: string;
  readonly lockedUntil: Date;
}

const LEASE = 5 * SECOND;

const leases = new InMemoryTable<Lease>({ name: 'lease', key: ({ kind, id }) => [kind, id] });

/** Takes at most `limit` of the ids that nobody holds, in their order, for a lease of real time. */
export async function lease(
  session: InMemorySession,
  kind: string,
  ids: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  const realNow = new Date();
  const lockedUntil = after(realNow, LEASE);
  const taken: string[] = [];
  for (const id of ids) {
    if (taken.length === limit) break;
    const isTaken =
      (await session.insertIfAbsent(leases, { kind, id, lockedUntil })) ||
      (await session.change(leases, [kind, id], (held) =>
        held.lockedUntil > realNow ? null : { ...held, lockedUntil },
      ));
    if (isTaken) taken.push(id);
  }
  return taken;
}

export async function endLease(session: InMemorySession, kind: string, id: string): Promise<void> {
  await session.delete(leases, [kind, id]);
}
