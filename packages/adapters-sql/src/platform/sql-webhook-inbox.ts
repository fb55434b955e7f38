import { WebhookInbox, type Lease, type WebhookEvent } from '@2krika/domain';
import { claimOf, LEASE_WIDTH, leaseOf } from '../mapping/lease.js';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const WEBHOOK_EVENTS = new Table<WebhookEvent>('webhook_events', {
  id: 'id',
  provider: 'provider',
  eventKey: 'event_key',
  subject: 'subject',
  reference: 'reference',
  headers: { json: 'headers' },
  rawBody: 'raw_body',
  receivedAt: 'received_at',
});

const RECEIVE: Statement = {
  name: 'webhook_events_receive',
  text: `INSERT INTO webhook_events (${WEBHOOK_EVENTS.columns}, available_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (provider, event_key) DO NOTHING`,
};

const CLAIM = claimOf<unknown[]>('webhooks', {
  work: 'open',
  when: `state = 'received'`,
  order: 'received_at, id',
  columns: WEBHOOK_EVENTS.columns,
});

const MARK_PROCESSED: Statement = {
  name: 'webhook_events_mark_processed',
  text: `UPDATE webhook_events SET state = 'processed', finished_at = $3, locked_until = NULL, updated_at = now()
    WHERE id = $1 AND lease = $2`,
};

export class SqlWebhookInbox extends WebhookInbox {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async receive(event: WebhookEvent) {
    const isNew = (await this.store.session().execute(RECEIVE, WEBHOOK_EVENTS.values(event))) === 1;
    if (isNew) this.store.announceWork();
    return isNew;
  }

  async claim(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM, [now, limit]);
    return rows.map((row) => ({
      unit: WEBHOOK_EVENTS.read(row.slice(LEASE_WIDTH)),
      lease: leaseOf('webhooks', row),
    }));
  }

  async markProcessed({ unitId, number }: Lease, now: Date) {
    await this.store.session().execute(MARK_PROCESSED, [unitId, number, now]);
  }
}
