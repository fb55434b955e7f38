import type { LedgerRule } from '@2krika/domain';

const SIGNED = `CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END`;

/** What the accounts of one code hold, beside what their owners' records add up to: both by owner and currency. */
const balancesBeside = (code: string, records: string) => `
  SELECT coalesce(b.owner, r.owner) || ' ' || coalesce(b.currency, r.currency) || ': ' || coalesce(b.balance, 0)
      || ' in the books, ' || coalesce(r.amount, 0) || ' in the records' AS subject
  FROM (SELECT coalesce(owner_id, 'platform') AS owner, currency, balance FROM account_balances WHERE code = '${code}') b
  FULL JOIN (${records}) r ON r.owner = b.owner AND r.currency = b.currency
  WHERE coalesce(b.balance, 0) <> coalesce(r.amount, 0)`;

/** Approved, and neither confirmed nor given up. */
const UNSETTLED_REFUNDS = `('approved', 'processing', 'unknown', 'failed')`;
const DECIDED_REFUNDS = `('approved', 'processing', 'unknown', 'failed', 'succeeded')`;
const OPEN_WITHDRAWALS = `('requested', 'pending_approval', 'approved', 'processing', 'unknown')`;
const WORKING_ORDERS = `('in_progress', 'delivered', 'in_revision')`;

/** For each rule a query that answers a row, `subject`, for each thing that breaks it. */
export const LEDGER_RULE_QUERIES: Readonly<Record<LedgerRule, string>> = {
  transactions_balance: `
    SELECT t.id::text AS subject FROM transactions t
    LEFT JOIN transaction_entries e ON e.transaction_id = t.id LEFT JOIN accounts a ON a.id = e.account_id
    GROUP BY t.id HAVING count(e.line) < 2 OR sum(${SIGNED}) <> 0 OR NOT bool_and(a.currency = t.currency)
      OR sum(e.amount) FILTER (WHERE e.side = 'debit') IS DISTINCT FROM t.amount`,
  books_balance: `
    SELECT a.currency || ': off by ' || sum(${SIGNED}) AS subject
    FROM transaction_entries e JOIN accounts a ON a.id = e.account_id GROUP BY a.currency HAVING sum(${SIGNED}) <> 0`,
  totals_match_entries: `
    SELECT a.code || ' ' || coalesce(a.owner_id, 'platform') || ' ' || a.currency AS subject
    FROM accounts a JOIN account_balances b ON b.account_id = a.id
    WHERE a.is_constrained AND (a.posted_debits <> b.debits OR a.posted_credits <> b.credits)`,
  no_negative_balance: `
    SELECT a.code || ' ' || coalesce(a.owner_id, 'platform') || ' ' || a.currency || ': ' || b.balance AS subject
    FROM accounts a JOIN account_balances b ON b.account_id = a.id WHERE a.is_constrained AND b.balance < 0`,
  one_user_per_transaction: `
    SELECT t.id::text AS subject FROM transactions t
    LEFT JOIN transaction_entries e ON e.transaction_id = t.id
    LEFT JOIN accounts a ON a.id = e.account_id AND a.owner_type = 'user'
    GROUP BY t.id HAVING count(DISTINCT a.owner_id) > 1 OR min(a.owner_id) IS DISTINCT FROM t.user_id::text`,
  reversals_mirror: `
    SELECT r.id::text AS subject FROM transactions r WHERE r.reverses_transaction_id IS NOT NULL AND EXISTS (
      WITH original AS (SELECT account_id, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END AS side, amount
          FROM transaction_entries WHERE transaction_id = r.reverses_transaction_id),
        reversal AS (SELECT account_id, side, amount FROM transaction_entries WHERE transaction_id = r.id)
      (SELECT account_id, side, amount FROM original EXCEPT ALL SELECT account_id, side, amount FROM reversal)
      UNION ALL
      (SELECT account_id, side, amount FROM reversal EXCEPT ALL SELECT account_id, side, amount FROM original))`,
  orders_are_captured_once: `
    SELECT order_id::text AS subject FROM payments WHERE state = 'captured' GROUP BY order_id HAVING count(*) > 1`,
  captures_are_booked_once: `
    SELECT 'payment ' || p.id AS subject FROM payments p
    LEFT JOIN transactions t ON t.type IN ('T1', 'T3') AND t.source_key = p.id::text
    WHERE p.captured_amount > 0 GROUP BY p.id
    HAVING count(t.id) <> 1 OR sum(t.amount) <> p.captured_amount OR min(t.currency) <> p.currency
    UNION ALL
    SELECT 'transaction ' || t.id FROM transactions t WHERE t.type = 'T1' AND NOT EXISTS (
      SELECT FROM payments p WHERE p.id::text = t.source_key AND p.captured_amount = t.amount)`,
  provider_references_are_unique: `
    SELECT provider || ' ' || provider_ref AS subject FROM (
      SELECT provider, provider_ref, payment_id AS owner FROM payment_attempts
      UNION ALL SELECT provider, provider_ref, withdrawal_id FROM payout_attempts) attempts
    WHERE provider_ref IS NOT NULL GROUP BY provider, provider_ref HAVING count(DISTINCT owner) > 1`,
  refunds_within_captured: `
    SELECT 'payment ' || p.id AS subject FROM payments p
    JOIN refunds r ON r.payment_id = p.id AND r.state IN ${DECIDED_REFUNDS}
    GROUP BY p.id HAVING sum(r.amount) > p.captured_amount`,
  escrow_matches_order: balancesBeside(
    'order_escrow',
    `SELECT o.id::text AS owner, o.currency, sum(p.captured_amount - p.refunded_amount) AS amount
      FROM orders o JOIN payments p ON p.order_id = o.id AND p.state = 'captured'
      WHERE o.state IN ${WORKING_ORDERS} GROUP BY o.id`,
  ),
  pending_matches_earnings: balancesBeside(
    'seller_pending',
    `SELECT seller_id::text AS owner, currency, sum(net_amount - reversed_amount) AS amount
      FROM earnings WHERE cleared_at IS NULL GROUP BY seller_id, currency`,
  ),
  in_transit_matches_withdrawals: balancesBeside(
    'withdrawal_in_transit',
    `SELECT user_id::text AS owner, currency, sum(amount) AS amount
      FROM withdrawals WHERE state IN ${OPEN_WITHDRAWALS} GROUP BY user_id, currency`,
  ),
  payable_matches_refunds: balancesBeside(
    'refunds_payable',
    `SELECT 'platform' AS owner, currency, sum(amount) AS amount
      FROM refunds WHERE state IN ${UNSETTLED_REFUNDS} GROUP BY currency`,
  ),
  payouts_are_booked_once: `
    SELECT 'withdrawal ' || w.id AS subject FROM withdrawals w
    LEFT JOIN transactions t ON t.type = 'T10' AND t.source_key = w.id::text
    GROUP BY w.id HAVING count(t.id) <> CASE WHEN w.state IN ('paid', 'returned') THEN 1 ELSE 0 END
      OR sum(t.amount) <> w.amount
    UNION ALL
    SELECT 'transaction ' || t.id FROM transactions t WHERE t.type = 'T10' AND NOT EXISTS (
      SELECT FROM withdrawals w WHERE w.id::text = t.source_key)`,
};
