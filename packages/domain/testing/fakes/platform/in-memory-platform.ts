import { InMemoryDeadLetters, InMemoryLeases } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryAuditLog } from './in-memory-audit-log.js';
import { InMemoryDeadlineRepository } from './in-memory-deadline-repository.js';
import { InMemoryFeeRuleRepository } from './in-memory-fee-rule-repository.js';
import { InMemoryIdempotencyKeyRepository } from './in-memory-idempotency-key-repository.js';
import { InMemoryJobRuns } from './in-memory-job-runs.js';
import { InMemoryOutboxHistory } from './in-memory-outbox-history.js';
import { InMemoryOutbox, InMemoryOutboxQueue } from './in-memory-outbox.js';
import { InMemoryPaymentChannelRepository } from './in-memory-payment-channel-repository.js';
import { FakeQueryPlans } from './fake-query-plans.js';
import { InMemorySettings } from './in-memory-settings.js';
import { InMemorySlowQueries } from './in-memory-slow-queries.js';
import { InMemoryWebhookInbox } from './in-memory-webhook-inbox.js';

/** The transactional ports of the platform context. */
export function inMemoryPlatform(store: InMemoryStore) {
  return {
    settings: new InMemorySettings(store),
    feeRules: new InMemoryFeeRuleRepository(store),
    paymentChannels: new InMemoryPaymentChannelRepository(store),
    deadlines: new InMemoryDeadlineRepository(store),
    auditLog: new InMemoryAuditLog(store),
    idempotencyKeys: new InMemoryIdempotencyKeyRepository(store),
    outbox: new InMemoryOutbox(store),
    deadLetters: new InMemoryDeadLetters(store),
  };
}

/** The ports of the platform context that stand outside any transaction. */
export function inMemoryQueues(store: InMemoryStore) {
  return {
    outboxQueue: new InMemoryOutboxQueue(store),
    outboxHistory: new InMemoryOutboxHistory(store),
    jobRuns: new InMemoryJobRuns(store),
    webhookInbox: new InMemoryWebhookInbox(store),
    leases: new InMemoryLeases(store),
    slowQueries: new InMemorySlowQueries(store),
    queryPlans: new FakeQueryPlans(),
  };
}
