import { auditLogContract } from '../../contracts/platform/audit-log.contract.js';
import { deadlineRepositoryContract } from '../../contracts/platform/deadline-repository.contract.js';
import { feeRuleRepositoryContract } from '../../contracts/platform/fee-rule-repository.contract.js';
import { idempotencyKeyRepositoryContract } from '../../contracts/platform/idempotency-key-repository.contract.js';
import { outboxContract } from '../../contracts/platform/outbox.contract.js';
import { paymentChannelRepositoryContract } from '../../contracts/platform/payment-channel-repository.contract.js';
import { settingsContract } from '../../contracts/platform/settings.contract.js';
import { webhookInboxContract } from '../../contracts/platform/webhook-inbox.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { deadlines } from './in-memory-deadline-repository.js';
import { outboxEvents } from './in-memory-outbox.js';
import { webhookEvents } from './in-memory-webhook-inbox.js';

describe('the platform in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage({ lockTimeout: 50 }));
  const lockedUntil = new Date(0);

  settingsContract(open);
  feeRuleRepositoryContract(open);
  paymentChannelRepositoryContract(open);
  deadlineRepositoryContract(open, async ({ database }) => {
    const session = database.session();
    for (const { aggregateType, aggregateId, event } of await session.all(deadlines)) {
      const key = [aggregateType, aggregateId, event];
      await session.change(deadlines, key, (row) => ({ ...row, lockedUntil }));
    }
  });
  auditLogContract(open);
  idempotencyKeyRepositoryContract(open);
  outboxContract(open, async ({ database }) => {
    const session = database.session();
    for (const { id } of await session.all(outboxEvents))
      await session.change(outboxEvents, id, (row) => ({ ...row, lockedUntil }));
  });
  webhookInboxContract(open, async ({ database }) => {
    const session = database.session();
    for (const { event } of await session.all(webhookEvents))
      await session.change(webhookEvents, event.id, (row) => ({ ...row, lockedUntil }));
  });
});
