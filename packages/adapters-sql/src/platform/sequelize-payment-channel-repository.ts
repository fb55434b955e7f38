import { PaymentChannelRepository, type PaymentChannel, type Within } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const CHANNELS = new Table<PaymentChannel>('payment_channels', {
  code: 'code',
  direction: 'direction',
  provider: 'provider',
  country: 'country',
  currency: 'currency',
  min: 'min_amount',
  max: 'max_amount',
  step: 'step',
  msisdnPrefixes: 'msisdn_prefixes',
  isEnabled: 'is_enabled',
  health: 'health',
});

const LIST = CHANNELS.select('list', 'ORDER BY code COLLATE "C", direction COLLATE "C"');

const PUT: Statement = {
  name: 'payment_channels_put',
  text: `INSERT INTO payment_channels (${CHANNELS.columns}, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
    ON CONFLICT (code, direction) DO UPDATE SET provider = excluded.provider, country = excluded.country,
      currency = excluded.currency, min_amount = excluded.min_amount, max_amount = excluded.max_amount,
      step = excluded.step, msisdn_prefixes = excluded.msisdn_prefixes, is_enabled = excluded.is_enabled,
      health = excluded.health, updated_at = excluded.updated_at`,
};

export class SequelizePaymentChannelRepository extends PaymentChannelRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async list(within?: Within) {
    const rows = await this.store.session(within).rows(LIST);
    return rows.map((row) => CHANNELS.read(row));
  }

  async put(channel: PaymentChannel, now: Date, within?: Within) {
    await this.store.session(within).execute(PUT, [...CHANNELS.values(channel), now]);
  }
}
