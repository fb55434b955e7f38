import {
  after,
  AlreadyExists,
  SECOND,
  WebhookInbox,
  type WebhookEvent,
  type WebhookEventId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface WebhookRow {
  readonly event: WebhookEvent;
  readonly isOpen: boolean;
  readonly availableAt: Date;
  readonly lockedUntil: Date | null;
  readonly error: string | null;
}

export const webhookEvents = new InMemoryTable<WebhookRow>({
  name: 'webhook-event',
  key: ({ event }) => event.id,
  unique: [
    {
      value: ({ event }) => [event.provider, event.eventKey],
      violation: () => new AlreadyExists('webhook-event'),
    },
  ],
});

const LEASE = 5 * SECOND;

export class InMemoryWebhookInbox extends WebhookInbox {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  receive(event: WebhookEvent) {
    const row = { event, isOpen: true, availableAt: event.receivedAt, lockedUntil: null, error: null };
    return this.store.session().insertIfAbsent(webhookEvents, row);
  }

  async claim(now: Date, limit: number) {
    const session = this.store.session();
    const realNow = new Date();
    const due = await session.where(webhookEvents, ({ isOpen, availableAt }) => isOpen && availableAt <= now);
    const claimed: WebhookEvent[] = [];
    for (const { event } of due.sort(oldestFirst)) {
      if (claimed.length === limit) break;
      const taken = await session.change(webhookEvents, event.id, (row) =>
        !row.isOpen || row.availableAt > now || (row.lockedUntil && row.lockedUntil > realNow)
          ? null
          : { ...row, lockedUntil: after(realNow, LEASE) },
      );
      if (taken) claimed.push(taken.event);
    }
    return claimed;
  }

  async markProcessed(id: WebhookEventId) {
    await this.change(id, (row) => ({ ...row, isOpen: false }));
  }

  async postpone(id: WebhookEventId, error: string, availableAt: Date) {
    await this.change(id, (row) => ({
      ...row,
      event: { ...row.event, attempts: row.event.attempts + 1 },
      error,
      availableAt,
    }));
  }

  async bury(id: WebhookEventId, error: string) {
    await this.change(id, (row) => ({ ...row, isOpen: false, error }));
  }

  private async change(id: WebhookEventId, change: (row: WebhookRow) => WebhookRow) {
    await this.store.session().change(webhookEvents, id, (row) => ({ ...change(row), lockedUntil: null }));
  }
}

function oldestFirst({ event: left }: WebhookRow, { event: right }: WebhookRow): number {
  return left.receivedAt.getTime() - right.receivedAt.getTime() || (left.id < right.id ? -1 : 1);
}
