import {
  AlreadyExists,
  DeadlineRepository,
  type Deadline,
  type DeadlineId,
  type DeadlineOwner,
  type Within,
} from '@2krika/domain';
import { claimOf, LEASE_WIDTH, leaseOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const DEADLINES = new Table<Deadline>('deadlines', {
  id: 'id',
  aggregateType: 'aggregate_type',
  aggregateId: 'aggregate_id',
  event: 'event',
  fireAt: 'fire_at',
});

/** Takes the new id too: whoever holds the replaced one can no longer mark it fired, nor put it off. */
const ARM: Statement = {
  name: 'deadlines_arm',
  text: `INSERT INTO deadlines (${DEADLINES.columns}, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
    ON CONFLICT (aggregate_type, aggregate_id, event) WHERE state = 'armed' DO UPDATE
      SET id = excluded.id, fire_at = excluded.fire_at, updated_at = excluded.updated_at,
        locked_until = NULL, attempts = 0, error = NULL, available_at = NULL, dead_at = NULL`,
};

const DISARM: Statement = {
  name: 'deadlines_disarm',
  text: `UPDATE deadlines SET state = 'cancelled', locked_until = NULL, updated_at = $4
    WHERE aggregate_type = $1 AND aggregate_id = $2 AND state = 'armed' AND ($3 = 'all' OR event = $3)`,
};

const MARK_FIRED: Statement = {
  name: 'deadlines_mark_fired',
  text: `UPDATE deadlines SET state = 'fired', locked_until = NULL, updated_at = $2 WHERE id = $1 AND state = 'armed'`,
};

const ARMED_FOR = DEADLINES.select(
  'armed_for',
  `WHERE aggregate_type = $1 AND aggregate_id = $2 AND state = 'armed' ORDER BY fire_at, id`,
);

const CLAIM_DUE = claimOf<unknown[]>('deadlines', {
  work: 'due',
  when: `state = 'armed' AND fire_at <= $1`,
  order: 'fire_at, id',
  columns: DEADLINES.columns,
});

const REFUSALS: Refusals = { deadlines_pkey: () => new AlreadyExists('deadline') };

export class SequelizeDeadlineRepository extends DeadlineRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async arm(deadline: Deadline, now: Date, within?: Within) {
    await this.store.session(within).execute(ARM, [...DEADLINES.values(deadline), now], REFUSALS);
  }

  async disarm({ aggregateType, aggregateId }: DeadlineOwner, event: string, now: Date, within?: Within) {
    await this.store.session(within).execute(DISARM, [aggregateType, aggregateId, event, now]);
  }

  async markFired(id: DeadlineId, now: Date, within?: Within) {
    await this.store.session(within).execute(MARK_FIRED, [id, now]);
  }

  async armedFor({ aggregateType, aggregateId }: DeadlineOwner, within?: Within) {
    const rows = await this.store.session(within).rows(ARMED_FOR, [aggregateType, aggregateId]);
    return rows.map((row) => DEADLINES.read(row));
  }

  async claimDue(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_DUE, [now, limit]);
    return rows.map((row) => ({
      unit: DEADLINES.read(row.slice(LEASE_WIDTH)),
      lease: leaseOf('deadlines', row),
    }));
  }
}
