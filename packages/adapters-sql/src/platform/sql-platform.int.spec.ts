import { SECOND } from '@2krika/domain';
import {
  auditLogContract,
  deadlineRepositoryContract,
  feeRuleRepositoryContract,
  idempotencyKeyRepositoryContract,
  leasesContract,
  outboxContract,
  paymentChannelRepositoryContract,
  settingsContract,
  webhookInboxContract,
} from '@2krika/domain/testing';
import { useSqlStorage, useTestDatabase } from '../../testing/index.js';
import { WORK_TABLES } from '../mapping/lease.js';
import { sqlStorage, type SqlStorage } from '../sql-storage.js';

/** As if every holder had been gone for longer than a lease. */
async function endLeases({ database }: SqlStorage): Promise<void> {
  for (const { name } of Object.values(WORK_TABLES)) {
    const text = `UPDATE ${name} SET locked_until = locked_until - interval '5 seconds'`;
    await database.session().execute({ name: `${name}_end_leases`, text }, []);
  }
}

describe('the platform in PostgreSQL', () => {
  const open = useSqlStorage();

  settingsContract(open);
  feeRuleRepositoryContract(open);
  paymentChannelRepositoryContract(open);
  deadlineRepositoryContract(open, endLeases);
  auditLogContract(open);
  outboxContract(open, endLeases);
  webhookInboxContract(open, endLeases);
  leasesContract(open, endLeases);

  it.each([
    ['change', "UPDATE audit_logs SET reason = 'none'"],
    ['removal', 'DELETE FROM audit_logs'],
    ['emptying', 'TRUNCATE audit_logs'],
  ])('refuses every %s of the audit log, whoever asks', async (what, text) => {
    const { database } = await open();
    const attempt = database.session().execute({ name: `audit_logs_${what}`, text }, []);
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  describe('whose locks are not waited for long', () => {
    const timeouts = { connect: 20 * SECOND, lock: 2 * SECOND, statement: 20 * SECOND, query: 21 * SECOND };
    const opened = useTestDatabase({ timeouts });

    idempotencyKeyRepositoryContract(() => Promise.resolve(sqlStorage(opened().database)));
  });
});
