import {
  PayoutAccountTaken,
  PayoutMethod,
  PayoutMethodNotFound,
  PayoutMethodRepository,
  type PayoutMethodId,
  type PayoutMethodState,
  type UserId,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const payoutMethods = new InMemoryTable<PayoutMethodState>({
  name: 'payout-method',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ deletedAt, accountDigest }) => (deletedAt === null ? accountDigest : null),
      violation: () => new PayoutAccountTaken(),
    },
  ],
  versioned: true,
});

export class InMemoryPayoutMethodRepository extends PayoutMethodRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(method: PayoutMethod, within?: Within) {
    return this.store.session(within).insert(payoutMethods, method.snapshot());
  }

  async save(method: PayoutMethod, within?: Within) {
    await this.store.session(within).update(payoutMethods, method.snapshot());
    method.saved();
  }

  async get(id: PayoutMethodId, within?: Within) {
    return rehydrated(await this.store.session(within).find(payoutMethods, id), id);
  }

  async getForUpdate(id: PayoutMethodId, within?: Within) {
    return rehydrated(await this.store.session(within).findForUpdate(payoutMethods, id), id);
  }

  async findOwnForUpdate(id: PayoutMethodId, userId: UserId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(payoutMethods, id);
    return row?.userId === userId ? PayoutMethod.rehydrate(row) : null;
  }
}

function rehydrated(row: PayoutMethodState | null, id: PayoutMethodId): PayoutMethod {
  if (!row) throw new PayoutMethodNotFound(id);
  return PayoutMethod.rehydrate(row);
}
