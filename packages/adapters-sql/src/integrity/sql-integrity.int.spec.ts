import type { LedgerRule } from '@2krika/domain';
import {
  aUser,
  chatIntegrityContract,
  everyPosting,
  ledgerProofContract,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { useOwnDatabase, useSqlStorage, useTestDatabase } from '../../testing/index.js';
import { sqlStorage } from '../sql-storage.js';
import { LEDGER_RULE_QUERIES } from './ledger-rules.js';

describe('the integrity of PostgreSQL', () => {
  chatIntegrityContract(useSqlStorage());

  describe('beginning empty', () => {
    const opened = useTestDatabase();

    ledgerProofContract(async () => {
      await opened().wipe();
      return sqlStorage(opened().database);
    });
  });

  describe('past every repository and constraint', () => {
    const opened = useOwnDatabase();

    beforeAll(async () => {
      await opened().admin.query(`SET session_replication_role = replica;
        ALTER TABLE accounts DROP CONSTRAINT accounts_never_negative;
        DROP INDEX payments_captured_order_key, payment_attempts_provider_ref_key;`);
      const { ledger, users } = sqlStorage(opened().database);
      const user = aUser();
      await users.add(user);
      for (const posting of everyPosting(user.id)) await ledger.post(posting, TEST_EPOCH);
    });

    const ENTRY_OF = (type: string, side: string) =>
      `transaction_id = (SELECT id FROM transactions WHERE type = '${type}' LIMIT 1) AND side = '${side}'`;
    const ONE_PAYMENT = `INSERT INTO payments (id, order_id, payer_id, amount, currency, service_fee_amount,
        commission_amount, seller_net_amount, state, captured_amount, expires_at, captured_at, created_at, updated_at)
      SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', gen_random_uuid(), 1, 'XAF', 1, 0, 0,
        'captured', 1, now(), now(), now(), now()`;
    const COPY_PAYMENT = `${ONE_PAYMENT} FROM generate_series(1, 2)`;
    const ADD_REFUND = `${ONE_PAYMENT};
      INSERT INTO refunds (id, payment_id, order_id, amount, currency, reason_code, state, source, rail, seller_part,
        commission_part, fee_part, provider_key, created_at, updated_at)
      SELECT gen_random_uuid(), p.id, p.order_id, 2, 'XAF', 'other', 'approved', 'escrow', 'provider', 2, 0, 0,
        gen_random_uuid(), now(), now() FROM payments p`;
    const COPY_ATTEMPT = `INSERT INTO payment_attempts (id, payment_id, number, provider, provider_key, provider_ref, state)
      SELECT gen_random_uuid(), gen_random_uuid(), 1, 'sandbox', gen_random_uuid(), 'one', 'sent' FROM generate_series(1, 2)`;

    it.each<[LedgerRule, string]>([
      [
        'transactions_balance',
        `UPDATE transaction_entries SET amount = amount + 1 WHERE ${ENTRY_OF('T1', 'debit')}`,
      ],
      ['transactions_balance', `DELETE FROM transaction_entries WHERE ${ENTRY_OF('T17', 'credit')}`],
      ['transactions_balance', `UPDATE transactions SET currency = 'XOF' WHERE type = 'T17'`],
      [
        'books_balance',
        `UPDATE transaction_entries SET amount = amount + 1 WHERE ${ENTRY_OF('T2', 'debit')}`,
      ],
      [
        'totals_match_entries',
        `UPDATE accounts SET posted_debits = posted_debits + 5, posted_credits = posted_credits + 5
        WHERE code = 'seller_available'`,
      ],
      [
        'no_negative_balance',
        `UPDATE transaction_entries SET amount = amount + 900000 WHERE ${ENTRY_OF('T4', 'debit')}`,
      ],
      ['one_user_per_transaction', `UPDATE transactions SET user_id = NULL WHERE type = 'T4'`],
      ['one_user_per_transaction', `UPDATE transactions SET user_id = gen_random_uuid() WHERE type = 'T17'`],
      [
        'reversals_mirror',
        `UPDATE transactions SET reverses_transaction_id = (SELECT id FROM transactions WHERE type = 'T1')
        WHERE type = 'T5'`,
      ],
      ['orders_are_captured_once', COPY_PAYMENT],
      ['refunds_within_captured', ADD_REFUND],
      ['provider_references_are_unique', COPY_ATTEMPT],
    ])('finds a break of %s', async (rule, fault) => {
      const { admin } = opened();
      const subjects = async () =>
        (await admin.query<{ subject: string }>(LEDGER_RULE_QUERIES[rule])).rows.map(
          ({ subject }) => subject,
        );
      await admin.query('BEGIN');
      try {
        expect(await subjects()).toEqual([]);
        await admin.query(fault);
        expect(await subjects()).not.toEqual([]);
      } finally {
        await admin.query('ROLLBACK');
      }
    });
  });
});
