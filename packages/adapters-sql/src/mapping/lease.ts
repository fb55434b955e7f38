import type { Statement } from '../unit-of-work/statement.js';

/**
 * A statement that takes at most `$2` rows for which `due`, which may name `$1`, holds, and answers their ids.
 * Nobody else is offered them until a save or the end of the lease. Leases run on the server's clock, whatever
 * business time is; five seconds are longer than any unit of work takes, and short enough for a worker that was
 * killed not to be missed.
 *
 * @param order what is taken first
 */
export function leased(table: string, name: string, due: string, order: string): Statement<[id: string]> {
  return {
    name: `${table}_claim_${name}`,
    text: `WITH due AS MATERIALIZED (
        SELECT id FROM ${table}
        WHERE ${due} AND (locked_until IS NULL OR locked_until < clock_timestamp())
        ORDER BY ${order} LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
      )
      UPDATE ${table} SET locked_until = clock_timestamp() + interval '5 seconds' FROM due WHERE ${table}.id = due.id
      RETURNING ${table}.id`,
  };
}
