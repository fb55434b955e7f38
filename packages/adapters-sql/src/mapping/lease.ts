import type { Lease, WorkQueue } from '@2krika/domain';
import type { Statement } from '../unit-of-work/statement.js';

/**
 * The table whose rows are the units of a queue. Each has the columns `locked_until` and `lease` of whoever holds
 * it, and `attempts`, `error`, `available_at` and `dead_at` of its failures.
 */
interface WorkTable {
  readonly name: string;
  readonly key: string;
}

export const WORK_TABLES: Readonly<Record<WorkQueue, WorkTable>> = {
  outbox: { name: 'outbox_events', key: 'event_id' },
  webhooks: { name: 'webhook_events', key: 'id' },
  deadlines: { name: 'deadlines', key: 'id' },
  payments: { name: 'payments', key: 'id' },
  refunds: { name: 'refunds', key: 'id' },
  withdrawals: { name: 'withdrawals', key: 'id' },
  earnings: { name: 'earnings', key: 'id' },
};

/**
 * Leases run on the server's clock, whatever business time is. Five seconds are longer than any unit of work
 * takes, and short enough for a worker that was killed not to be missed.
 */
export const LEASE_END = `clock_timestamp() + interval '5 seconds'`;

/** The columns every claim begins with. */
type LeaseRow = [id: string, number: number, attempts: number];
/** How many they are: where the columns of the unit begin. */
export const LEASE_WIDTH = 3;

export interface Due {
  /** What is claimed, where a queue has several kinds of work. */
  readonly work: string;
  /** Which rows are due; may name `$1`, the time, and those from `$3` on. */
  readonly when: string;
  /** What is taken first: columns by their names. */
  readonly order: string;
  /** What is read beyond the lease: columns by their names. */
  readonly columns?: string;
}

/**
 * A statement that takes at most `$2` rows that are due at `$1`. Nobody else is offered them until their work is
 * over or the lease ends.
 */
export function claimOf<Row extends unknown[] = []>(
  queue: WorkQueue,
  { work, when, order, columns = '' }: Due,
): Statement<[...LeaseRow, ...Row]> {
  const { name, key } = WORK_TABLES[queue];
  const read = [key, 'lease', 'attempts', ...namesIn(columns)];
  const claimed = new Set([...read, ...namesIn(order)]);
  return {
    name: `${name}_claim_${work}`,
    text: `WITH due AS MATERIALIZED (
        SELECT ${key} AS due_key FROM ${name}
        WHERE ${when} AND dead_at IS NULL AND (available_at IS NULL OR available_at <= $1)
          AND (locked_until IS NULL OR locked_until < clock_timestamp())
        ORDER BY ${order} LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE ${name} SET lease = lease + 1, locked_until = ${LEASE_END} FROM due WHERE ${key} = due_key
        RETURNING ${[...claimed].join(', ')}
      )
      SELECT ${read.join(', ')}
      FROM claimed ORDER BY ${order}`,
  };
}

function namesIn(columns: string): readonly string[] {
  return columns === '' ? [] : columns.split(', ');
}

/** The leases such a statement answered with. */
export function leasesOf(queue: WorkQueue, rows: readonly LeaseRow[]): readonly Lease[] {
  return rows.map((row) => leaseOf(queue, row));
}

export function leaseOf(
  queue: WorkQueue,
  [unitId, number, attempts]: readonly [...LeaseRow, ...unknown[]],
): Lease {
  return { queue, unitId, number, attempts };
}
