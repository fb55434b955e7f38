import type {
  AccountCode,
  Currency,
  LedgerEntry,
  LedgerTransaction,
  PostingType,
  Side,
} from '@2krika/domain';
import type { Statement } from '../unit-of-work/statement.js';

const WANTED = 'unnest($1::text[], $2::text[], $3::text[])';

/** Not IS NOT DISTINCT FROM, which no index answers: every posting would read all accounts there are. */
const IS_WANTED = `a.code = wanted.code AND a.currency = wanted.currency
    AND (a.owner_id = wanted.owner_id OR a.owner_id IS NULL AND wanted.owner_id IS NULL)`;

/** In the order of their keys, so that two postings that open the same accounts do not wait in a circle. */
export const OPEN_ACCOUNTS: Statement = {
  name: 'accounts_open',
  text: `INSERT INTO accounts (code, owner_id, currency, owner_type, normal_side, is_constrained, posted_debits,
      posted_credits, created_at, updated_at)
    SELECT code, owner_id, currency, owner_type, normal_side, is_constrained, CASE WHEN is_constrained THEN 0 END,
      CASE WHEN is_constrained THEN 0 END, now(), now()
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
      AS wanted (code, owner_id, currency, owner_type, normal_side, is_constrained)
    WHERE NOT EXISTS (
      SELECT FROM accounts a WHERE ${IS_WANTED})
    ORDER BY code, owner_id, currency
    ON CONFLICT DO NOTHING`,
};

type AccountRow = [
  id: string,
  code: AccountCode,
  ownerId: string | null,
  currency: Currency,
  balance: bigint | null,
];

const ACCOUNT = `a.id, a.code, a.owner_id, a.currency,
    CASE a.normal_side WHEN 'debit' THEN a.posted_debits - a.posted_credits ELSE a.posted_credits - a.posted_debits END`;

/**
 * The ids of the accounts, NULL for one that is not there. Looked up one by one: for a join the planner expects ten
 * accounts, and reads a table of a thousand instead.
 */
const IDS = `ARRAY(SELECT (SELECT a.id FROM accounts a WHERE ${IS_WANTED}) FROM ${WANTED} AS wanted (code, owner_id, currency))`;

/**
 * Locks the constrained ones of the accounts, and none while one of them all is not there: whoever then opens it must
 * not hold others, which somebody who opened it first may be waiting for.
 */
export const LOCK_ACCOUNTS: Statement<AccountRow> = {
  name: 'accounts_lock',
  text: `WITH found AS MATERIALIZED (SELECT ${IDS} AS ids)
    SELECT ${ACCOUNT} FROM found JOIN accounts a ON a.id = ANY (found.ids) AND a.is_constrained
    WHERE array_position(found.ids, NULL) IS NULL
    ORDER BY a.id FOR NO KEY UPDATE OF a`,
};

export const UNLOCKED_ACCOUNTS: Statement<AccountRow> = {
  name: 'accounts_find',
  text: `SELECT ${ACCOUNT} FROM accounts a WHERE a.id = ANY (${IDS})`,
};

export const FIND_SOURCE: Statement<[id: string, hash: string]> = {
  name: 'transactions_find_source',
  text: 'SELECT id, source_hash FROM transactions WHERE type = $1 AND source_key = $2',
};

/** Posts, unless the source was posted meanwhile: then it answers no row. */
export const POST: Statement<[id: string]> = {
  name: 'transactions_post',
  text: `WITH posted AS (
      INSERT INTO transactions (type, user_id, order_id, payment_id, refund_id, withdrawal_id, source_key, source_hash,
        currency, amount, description_key, reverses_transaction_id, created_by, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
      ON CONFLICT (type, source_key) DO NOTHING RETURNING id
    ), entries AS (
      INSERT INTO transaction_entries (transaction_id, line, account_id, side, amount, order_id, balance_after)
      SELECT posted.id, e.line, e.account_id, e.side, e.amount, $3, e.balance_after
      FROM posted, unnest($15::uuid[], $16::text[], $17::bigint[], $18::bigint[])
        WITH ORDINALITY AS e (account_id, side, amount, balance_after, line)
    ), totals AS (
      UPDATE accounts SET posted_debits = posted_debits + m.debits, posted_credits = posted_credits + m.credits,
        updated_at = $14
      FROM posted, unnest($19::uuid[], $20::bigint[], $21::bigint[]) AS m (account_id, debits, credits)
      WHERE accounts.id = m.account_id
    )
    SELECT id FROM posted`,
};

/** An entry as it is read: its amount as text, because JSON would lose the last digits of a large one. */
type EntryJson = [code: AccountCode, ownerId: string | null, side: Side, amount: string];

type TransactionRow = [
  id: string,
  type: PostingType,
  userId: string | null,
  orderId: string | null,
  paymentId: string | null,
  refundId: string | null,
  withdrawalId: string | null,
  sourceKey: string,
  currency: Currency,
  amount: bigint,
  descriptionKey: string,
  reversesTransactionId: string | null,
  createdBy: string | null,
  postedAt: Date,
  entries: EntryJson[],
];

export const FIND_TRANSACTION: Statement<TransactionRow> = {
  name: 'transactions_find',
  text: `SELECT t.id, t.type, t.user_id, t.order_id, t.payment_id, t.refund_id, t.withdrawal_id, t.source_key, t.currency,
      t.amount, t.description_key, t.reverses_transaction_id, t.created_by, t.created_at,
      (SELECT json_agg(json_build_array(a.code, a.owner_id, e.side, e.amount::text) ORDER BY e.line)
        FROM transaction_entries e JOIN accounts a ON a.id = e.account_id WHERE e.transaction_id = t.id)
    FROM transactions t WHERE t.type = $1 AND t.source_key = $2`,
};

export function contentOf(row: TransactionRow): LedgerTransaction {
  const [id, type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, currency, amount, ...rest] =
    row;
  const [descriptionKey, reversesTransactionId, createdBy, postedAt, entries] = rest;
  return {
    id,
    ...{ type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, currency, amount },
    ...{ descriptionKey, reversesTransactionId, createdBy, postedAt },
    entries: entries.map(([code, ownerId, side, text]): LedgerEntry => ({
      account: { code, ownerId, currency },
      side,
      amount: BigInt(text),
      orderId,
    })),
  };
}
