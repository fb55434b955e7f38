import { Leases, type Lease, type WorkQueue } from '@2krika/domain';
import { LEASE_END, WORK_TABLES } from '../mapping/lease.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { SqlValue, Statement } from '../unit-of-work/statement.js';

/** What may happen to a unit that is held: nothing happens once a later claim has counted its lease up. */
const CHANGES = {
  renew: `locked_until = ${LEASE_END}`,
  forgive: 'attempts = 0, error = NULL',
  postpone: 'attempts = attempts + 1, error = $3, available_at = $4, locked_until = NULL',
  defer: 'error = $3, available_at = $4, locked_until = NULL',
  bury: 'attempts = attempts + 1, error = $3, dead_at = $4, locked_until = NULL',
} as const;

type Change = keyof typeof CHANGES;

export class SqlLeases extends Leases {
  constructor(private readonly store: SqlStore) {
    super();
  }

  renew(lease: Lease) {
    return this.change('renew', lease);
  }

  async forgive(lease: Lease) {
    await this.change('forgive', lease);
  }

  postpone(lease: Lease, error: string, availableAt: Date) {
    return this.change('postpone', lease, error, availableAt);
  }

  defer(lease: Lease, error: string, availableAt: Date) {
    return this.change('defer', lease, error, availableAt);
  }

  bury(lease: Lease, error: string, now: Date) {
    return this.change('bury', lease, error, now);
  }

  private async change(change: Change, { queue, unitId, number }: Lease, ...rest: readonly SqlValue[]) {
    const values = [unitId, number, ...rest];
    return (await this.store.session().execute(statementOf(queue, change), values)) === 1;
  }
}

function statementOf(queue: WorkQueue, change: Change): Statement {
  const { name, key } = WORK_TABLES[queue];
  return {
    name: `${name}_lease_${change}`,
    text: `UPDATE ${name} SET ${CHANGES[change]} WHERE ${key} = $1 AND lease = $2`,
  };
}
