import {
  AlreadyExists,
  Earning,
  EarningRepository,
  type EarningId,
  type EarningRecord,
  type Id,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { endLease, lease } from '../in-memory/in-memory-leases.js';

export const earnings = new InMemoryTable<EarningRecord>({
  name: 'earning',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ orderId }) => orderId,
      violation: ({ orderId }) => new AlreadyExists('earning', { orderId }),
    },
  ],
  versioned: true,
});

export class InMemoryEarningRepository extends EarningRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(earning: Earning, within?: Within) {
    return this.store.session(within).insert(earnings, earning.snapshot());
  }

  async save(earning: Earning, within?: Within) {
    const session = this.store.session(within);
    await session.update(earnings, earning.snapshot());
    await endLease(session, 'earnings', earning.id);
    earning.saved();
  }

  async find(id: EarningId, within?: Within) {
    const row = await this.store.session(within).find(earnings, id);
    return row && Earning.rehydrate(row);
  }

  async findByOrderForUpdate(orderId: Id<'order'>, within?: Within) {
    const session = this.store.session(within);
    const [row] = await session.where(earnings, (candidate) => candidate.orderId === orderId);
    const locked = row && (await session.findForUpdate(earnings, row.id));
    return locked ? Earning.rehydrate(locked) : null;
  }

  async claimDue(now: Date, limit: number) {
    const session = this.store.session();
    const due = await session.where(
      earnings,
      ({ clearsAt, clearedAt }) => clearedAt === null && clearsAt <= now,
    );
    const ids = due
      .sort((left, right) => left.clearsAt.getTime() - right.clearsAt.getTime())
      .map(({ id }) => id);
    return lease(session, 'earnings', ids, now, limit);
  }
}
