import * as contracts from '../../contracts/platform/index.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('the platform in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage({ lockTimeout: 50 }));

  contracts.idempotencyKeyRepositoryContract(open);
  contracts.outboxContract(open);
  contracts.settingsContract(open);
  contracts.feeRuleRepositoryContract(open);
  contracts.paymentChannelRepositoryContract(open);
  contracts.deadlineRepositoryContract(open);
  contracts.auditLogContract(open);
  contracts.webhookInboxContract(open);
});
