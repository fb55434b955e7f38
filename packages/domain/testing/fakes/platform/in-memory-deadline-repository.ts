import {
  AlreadyExists,
  DeadlineRepository,
  type Deadline,
  type DeadlineId,
  type DeadlineOwner,
  type Within,
} from '@2krika/domain';
import { claimedBy, lease } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface DeadlineRow extends Deadline {
  readonly isArmed: boolean;
}

const keyOf = ({ aggregateType, aggregateId, event }: Deadline) => [aggregateType, aggregateId, event];

/** The last one of each owner and event: nobody asks for those before it. */
export const deadlines = new InMemoryTable<DeadlineRow>({
  name: 'deadline',
  key: keyOf,
  unique: [{ value: ({ id }) => id, violation: () => new AlreadyExists('deadline') }],
});

export class InMemoryDeadlineRepository extends DeadlineRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async arm({ id, aggregateType, aggregateId, event, fireAt }: Deadline, _now: Date, within?: Within) {
    const session = this.store.session(within);
    const row = { id, aggregateType, aggregateId, event, fireAt, isArmed: true };
    if (await session.insertIfAbsent(deadlines, row)) return;
    const replaced = await session.change(deadlines, keyOf(row), () => row);
    if (!replaced) throw new AlreadyExists('deadline');
  }

  async disarm(owner: DeadlineOwner, event: string, _now: Date, within?: Within) {
    const session = this.store.session(within);
    for (const deadline of await this.armedFor(owner, within)) {
      if (event === 'all' || event === deadline.event)
        await session.change(deadlines, keyOf(deadline), (row) => ({ ...row, isArmed: false }));
    }
  }

  async markFired(id: DeadlineId, _now: Date, within?: Within) {
    const session = this.store.session(within);
    for (const deadline of await session.where(deadlines, (row) => row.id === id)) {
      await session.change(deadlines, keyOf(deadline), (row) =>
        row.id === id ? { ...row, isArmed: false } : null,
      );
    }
  }

  async armedFor({ aggregateType, aggregateId }: DeadlineOwner, within?: Within) {
    const armed = await this.store
      .session(within)
      .where(
        deadlines,
        (row) => row.isArmed && row.aggregateType === aggregateType && row.aggregateId === aggregateId,
      );
    return armed.sort(soonestFirst).map(deadlineOf);
  }

  async claimDue(now: Date, limit: number) {
    const session = this.store.session();
    const due = await session.where(deadlines, ({ isArmed, fireAt }) => isArmed && fireAt <= now);
    const units = due.sort(soonestFirst).map(deadlineOf);
    const ids = units.map(({ id }) => id);
    return claimedBy(await lease(session, 'deadlines', ids, now, limit), units);
  }
}

function soonestFirst(left: Deadline, right: Deadline): number {
  return left.fireAt.getTime() - right.fireAt.getTime() || (left.id < right.id ? -1 : 1);
}

function deadlineOf({ id, aggregateType, aggregateId, event, fireAt }: DeadlineRow): Deadline {
  return { id, aggregateType, aggregateId, event, fireAt };
}
