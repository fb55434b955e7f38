import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeAuditLog } from './sequelize-audit-log.js';
import { SequelizeDeadLetters } from './sequelize-dead-letters.js';
import { SequelizeDeadlineRepository } from './sequelize-deadline-repository.js';
import { SequelizeFeeRuleRepository } from './sequelize-fee-rule-repository.js';
import { SequelizeIdempotencyKeyRepository } from './sequelize-idempotency-key-repository.js';
import { SequelizeOutbox } from './sequelize-outbox.js';
import { SequelizePaymentChannelRepository } from './sequelize-payment-channel-repository.js';
import { SequelizeSettings } from './sequelize-settings.js';
import { SqlJobRuns } from './sql-job-runs.js';
import { SqlLeases } from './sql-leases.js';
import { SqlOutboxHistory } from './sql-outbox-history.js';
import { SqlOutboxQueue } from './sql-outbox-queue.js';
import { SqlSlowQueries } from './sql-slow-queries.js';
import { SqlWebhookInbox } from './sql-webhook-inbox.js';

/** The transactional ports of the platform context. */
export function sqlPlatform(store: SqlStore) {
  return {
    settings: new SequelizeSettings(store),
    feeRules: new SequelizeFeeRuleRepository(store),
    paymentChannels: new SequelizePaymentChannelRepository(store),
    deadlines: new SequelizeDeadlineRepository(store),
    auditLog: new SequelizeAuditLog(store),
    idempotencyKeys: new SequelizeIdempotencyKeyRepository(store),
    outbox: new SequelizeOutbox(store),
    deadLetters: new SequelizeDeadLetters(store),
  };
}

/** The ports of the platform context that stand outside any transaction. */
export function sqlQueues(store: SqlStore) {
  return {
    outboxQueue: new SqlOutboxQueue(store),
    outboxHistory: new SqlOutboxHistory(store),
    jobRuns: new SqlJobRuns(store),
    webhookInbox: new SqlWebhookInbox(store),
    leases: new SqlLeases(store),
    slowQueries: new SqlSlowQueries(store),
  };
}
