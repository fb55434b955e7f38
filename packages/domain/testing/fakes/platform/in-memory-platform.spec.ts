import { auditLogContract } from '../../contracts/platform/audit-log.contract.js';
import { deadlineRepositoryContract } from '../../contracts/platform/deadline-repository.contract.js';
import { feeRuleRepositoryContract } from '../../contracts/platform/fee-rule-repository.contract.js';
import { idempotencyKeyRepositoryContract } from '../../contracts/platform/idempotency-key-repository.contract.js';
import { leasesContract } from '../../contracts/platform/leases.contract.js';
import { jobRunsContract } from '../../contracts/platform/job-runs.contract.js';
import { outboxContract } from '../../contracts/platform/outbox.contract.js';
import { outboxHistoryContract } from '../../contracts/platform/outbox-history.contract.js';
import { paymentChannelRepositoryContract } from '../../contracts/platform/payment-channel-repository.contract.js';
import { queryPlansContract } from '../../contracts/platform/query-plans.contract.js';
import { settingsContract } from '../../contracts/platform/settings.contract.js';
import { slowQueriesContract } from '../../contracts/platform/slow-queries.contract.js';
import { webhookInboxContract } from '../../contracts/platform/webhook-inbox.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { endLeases } from '../in-memory/in-memory-leases.js';

describe('the platform in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage({ lockTimeout: 50 }));

  settingsContract(open);
  slowQueriesContract(open);
  queryPlansContract(open, { planned: { reads: 'find services by owner' }, unplanned: ['commit'] });
  feeRuleRepositoryContract(open);
  paymentChannelRepositoryContract(open);
  deadlineRepositoryContract(open, endLeases);
  auditLogContract(open);
  idempotencyKeyRepositoryContract(open);
  outboxContract(open, endLeases);
  outboxHistoryContract(open, endLeases);
  jobRunsContract(open);
  webhookInboxContract(open, endLeases);
  leasesContract(open, endLeases);
});
