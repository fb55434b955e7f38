import {
  AlreadyExists,
  Earning,
  EarningRepository,
  StaleVersion,
  type EarningId,
  type EarningRecord,
  type Id,
  type Within,
} from '@2krika/domain';
import { claimOf, leasesOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const EARNINGS = new Table<EarningRecord>('earnings', {
  id: 'id',
  orderId: 'order_id',
  sellerId: 'seller_id',
  currency: 'currency',
  grossAmount: 'gross_amount',
  commissionAmount: 'commission_amount',
  netAmount: 'net_amount',
  reversedAmount: 'reversed_amount',
  clearsAt: 'clears_at',
  clearedAt: 'cleared_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

/** A save ends the lease of whoever claimed it. */
const SAVE: Statement = { name: 'earnings_save', text: EARNINGS.updateWith('locked_until = NULL') };
const FIND = EARNINGS.select('find', 'WHERE id = $1');
const LOCK_BY_ORDER = EARNINGS.select('lock_by_order', 'WHERE order_id = $1 FOR NO KEY UPDATE');
const CLAIM_DUE = claimOf('earnings', {
  work: 'due',
  when: 'cleared_at IS NULL AND clears_at <= $1',
  order: 'clears_at',
});

const alreadyExists = () => new AlreadyExists('earning');
const REFUSALS: Refusals = { earnings_pkey: alreadyExists, earnings_order_id_key: alreadyExists };

export class SequelizeEarningRepository extends EarningRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(earning: Earning, within?: Within) {
    await this.store.session(within).execute(EARNINGS.insert, EARNINGS.values(earning.snapshot()), REFUSALS);
  }

  async save(earning: Earning, within?: Within) {
    const stale = () => new StaleVersion('earning', earning.id);
    await this.store.session(within).executeExactly(1, SAVE, EARNINGS.values(earning.snapshot()), stale);
    earning.saved();
  }

  async find(id: EarningId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && Earning.rehydrate(EARNINGS.read(row));
  }

  async findByOrderForUpdate(orderId: Id<'order'>, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK_BY_ORDER, [orderId]);
    return row && Earning.rehydrate(EARNINGS.read(row));
  }

  async claimDue(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM_DUE, [now, limit]);
    return leasesOf('earnings', rows);
  }
}
