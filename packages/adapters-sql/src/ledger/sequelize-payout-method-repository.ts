import {
  AlreadyExists,
  PayoutAccountTaken,
  PayoutMethod,
  PayoutMethodNotFound,
  PayoutMethodRepository,
  StaleVersion,
  type PayoutMethodId,
  type PayoutMethodState,
  type UserId,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals } from '../unit-of-work/statement.js';

const METHODS = new Table<PayoutMethodState>('payout_methods', {
  id: 'id',
  userId: 'user_id',
  kind: 'kind',
  channel: 'channel',
  currency: 'currency',
  accountEncrypted: 'account_enc',
  accountMask: 'account_mask',
  accountDigest: 'account_hmac',
  holderName: 'holder_name',
  usableFrom: 'usable_from',
  flaggedAt: 'flagged_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  deletedAt: 'deleted_at',
});

const FIND = METHODS.select('find', 'WHERE id = $1');
const LOCK = METHODS.select('lock', 'WHERE id = $1 FOR NO KEY UPDATE');
const LOCK_OWN = METHODS.select('lock_own', 'WHERE id = $1 AND user_id = $2 FOR NO KEY UPDATE');

const REFUSALS: Refusals = {
  payout_methods_pkey: () => new AlreadyExists('payout-method'),
  payout_methods_account_hmac_key: () => new PayoutAccountTaken(),
};

export class SequelizePayoutMethodRepository extends PayoutMethodRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(method: PayoutMethod, within?: Within) {
    await this.store.session(within).execute(METHODS.insert, METHODS.values(method.snapshot()), REFUSALS);
  }

  async save(method: PayoutMethod, within?: Within) {
    const stale = () => new StaleVersion('payout-method', method.id);
    const values = METHODS.values(method.snapshot());
    await this.store.session(within).executeExactly(1, METHODS.update, values, stale, REFUSALS);
    method.saved();
  }

  async get(id: PayoutMethodId, within?: Within) {
    return methodOf(await this.store.session(within).row(FIND, [id]), id);
  }

  async getForUpdate(id: PayoutMethodId, within?: Within) {
    return methodOf(await this.store.session(within).rowForUpdate(LOCK, [id]), id);
  }

  async findOwnForUpdate(id: PayoutMethodId, userId: UserId, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK_OWN, [id, userId]);
    return row && methodOf(row, id);
  }
}

function methodOf(row: unknown[] | null, id: PayoutMethodId): PayoutMethod {
  if (!row) throw new PayoutMethodNotFound(id);
  return PayoutMethod.rehydrate(METHODS.read(row));
}
