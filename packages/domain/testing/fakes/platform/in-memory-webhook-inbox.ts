import { AlreadyExists, WebhookInbox, type Lease, type WebhookEvent } from '@2krika/domain';
import { claimedBy, isHeld, lease } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface WebhookRow {
  readonly event: WebhookEvent;
  readonly isOpen: boolean;
}

const webhookEvents = new InMemoryTable<WebhookRow>({
  name: 'webhook-event',
  key: ({ event }) => event.id,
  unique: [
    {
      value: ({ event }) => [event.provider, event.eventKey],
      violation: () => new AlreadyExists('webhook-event'),
    },
  ],
});

export class InMemoryWebhookInbox extends WebhookInbox {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  receive(event: WebhookEvent) {
    return this.store.session().insertIfAbsent(webhookEvents, { event, isOpen: true });
  }

  async claim(now: Date, limit: number) {
    const session = this.store.session();
    const due = await session.where(webhookEvents, ({ isOpen, event }) => isOpen && event.receivedAt <= now);
    const units = due.sort(oldestFirst).map(({ event }) => event);
    const ids = units.map(({ id }) => id);
    return claimedBy(await lease(session, 'webhooks', ids, now, limit), units);
  }

  async markProcessed(held: Lease) {
    const session = this.store.session();
    if (await isHeld(session, held))
      await session.change(webhookEvents, held.unitId, (row) => ({ ...row, isOpen: false }));
  }
}

function oldestFirst({ event: left }: WebhookRow, { event: right }: WebhookRow): number {
  return left.receivedAt.getTime() - right.receivedAt.getTime() || (left.id < right.id ? -1 : 1);
}
