import { createHash, randomUUID } from 'node:crypto';
import { ask } from '../../sql/ask.js';
import { inTransaction } from '../in-transaction.js';

/** @import { Posting } from '@2krika/domain' */
/** @import { Pool } from 'pg' */

const LOCK = `SELECT id, code, CASE normal_side WHEN 'debit' THEN posted_debits - posted_credits
      ELSE posted_credits - posted_debits END AS balance
  FROM accounts WHERE owner_id = $1 AND code = ANY ($2) AND currency = $3 ORDER BY id FOR NO KEY UPDATE`;

const TRANSACTION = `INSERT INTO transactions (id, type, user_id, order_id, payment_id, refund_id, withdrawal_id, source_key,
    source_hash, currency, amount, description_key, reverses_transaction_id, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;

const ENTRIES = `INSERT INTO transaction_entries (transaction_id, line, account_id, side, amount, order_id, balance_after)
  VALUES ($1, 1, $2, 'debit', $3, $4, $5), ($1, 2, $6, 'credit', $3, $4, $7)`;

const TOTALS = `UPDATE accounts SET posted_debits = posted_debits + CASE id WHEN $1 THEN $3::bigint ELSE 0 END,
    posted_credits = posted_credits + CASE id WHEN $2 THEN $3::bigint ELSE 0 END, updated_at = $4
  WHERE id IN ($1, $2)`;

/** @typedef {{ id: string, code: string, balance: string }} AccountRow */

/**
 * A posting of two lines between accounts of one owner, as an experienced hand writes it: the accounts are locked and
 * read, then one statement a table.
 *
 * @param {Pool} pool
 * @param {Posting} posting
 * @param {Date} now
 */
export function postAsUsual(pool, posting, now) {
  return inTransaction(pool, async (client) => {
    await client.query('BEGIN');
    const { text, values } = lockOf(posting);
    /** @type {AccountRow[]} */
    const accounts = await ask(client, { text, values });
    for (const write of writesOf(posting, accounts, now)) await client.query(write.text, write.values);
  });
}

/**
 * The same statements prepared by name, and sent without waiting for each other where one does not need what another
 * reads.
 *
 * @param {Pool} pool whose connections pipeline
 * @param {Posting} posting
 * @param {Date} now
 */
export function postPrepared(pool, posting, now) {
  return inTransaction(pool, async (client) => {
    /** @type {[unknown, AccountRow[]]} */
    const [, accounts] = await Promise.all([client.query('BEGIN'), ask(client, lockOf(posting))]);
    await Promise.all(writesOf(posting, accounts, now).map((write) => client.query(write)));
  });
}

/** @param {Posting} posting */
function lockOf({ content: { entries, currency } }) {
  const values = [entries[0]?.account.ownerId, entries.map(({ account }) => account.code), currency];
  return { name: 'posting_lock', text: LOCK, values };
}

/**
 * @param {Posting} posting
 * @param {readonly AccountRow[]} accounts
 * @param {Date} now
 */
function writesOf(posting, accounts, now) {
  const { content } = posting;
  const { type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, currency, amount } = content;
  const [debit, credit] = ['debit', 'credit'].map((wanted) => {
    const code = content.entries.find(({ side }) => side === wanted)?.account.code;
    return accounts.find((account) => account.code === code);
  });
  if (!debit || !credit) throw new Error('An account is missing.');
  const left = BigInt(debit.balance) - amount;
  if (left < 0n) throw new Error('The balance does not cover it.');
  const id = randomUUID();
  const hash = createHash('sha256').update(posting.canonical()).digest('base64url');
  return [
    {
      name: 'posting_transaction',
      text: TRANSACTION,
      values: [
        ...[id, type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, hash, currency, amount],
        ...[content.descriptionKey, content.reversesTransactionId, content.createdBy, now],
      ],
    },
    {
      name: 'posting_entries',
      text: ENTRIES,
      values: [id, debit.id, amount, orderId, left, credit.id, BigInt(credit.balance) + amount],
    },
    { name: 'posting_totals', text: TOTALS, values: [debit.id, credit.id, amount, now] },
  ];
}
