import { randomUUID } from 'node:crypto';
import { capturePosting, clearingPosting, completionPosting, Money } from '@2krika/domain';
import { ask } from '../../sql/ask.js';
import { inTurns } from '../compare.js';
import { postAsUsual, postPrepared } from './by-hand.js';

/** @import { Posting } from '@2krika/domain' */
/** @import { BenchMarket } from '../bench-market.js' */
/** @import { BenchPath } from '../paths.js' */

const CLIENTS = 8;
const MAX_SELLERS = 1_000;
/** Francs that a seller has coming: more than is ever posted here. */
const FUNDS = 1_000_000_000n;

const ADD_SELLERS = `INSERT INTO users (id, full_name, username, email, password_hash, is_active, email_verified_at, country,
    timezone, created_at, updated_at)
  SELECT id, 'Fatou Diop', 'fatou_' || n, 'fatou_' || n || '@exemple.cm', 'none', true, now(), 'CM', 'Africa/Douala',
    now(), now()
  FROM unnest($1::uuid[]) WITH ORDINALITY AS seller (id, n)`;

const WRITTEN = `SELECT to_jsonb(t) AS transaction, a.code, e.line, e.side, e.amount,
    e.balance_after = CASE a.normal_side WHEN 'debit' THEN a.posted_debits - a.posted_credits
      ELSE a.posted_credits - a.posted_debits END AS is_balance_of_account
  FROM transactions t JOIN transaction_entries e ON e.transaction_id = t.id JOIN accounts a ON a.id = e.account_id
  WHERE t.source_key = $1 ORDER BY e.line`;

/**
 * Balanced transactions of two entries on accounts that may not go below zero, posted by eight at once: all on the
 * accounts of one seller, and spread over a thousand.
 *
 * @param {BenchMarket} market
 * @returns {Promise<readonly BenchPath<string, string>[]>}
 */
export async function postToLedger(market) {
  const sellers = Array.from({ length: Math.min(MAX_SELLERS, market.services) }, () => randomUUID());
  await fund(market, sellers);
  return [
    { ...path(market, sellers.slice(0, 1)), name: 'ledger: balanced transactions, 8 at once, one seller' },
    {
      ...path(market, sellers),
      name: `ledger: balanced transactions, 8 at once, ${String(sellers.length)} sellers`,
    },
  ];
}

/**
 * @param {BenchMarket} market
 * @param {readonly string[]} sellers
 */
async function fund({ pool, storage }, sellers) {
  await pool.query(ADD_SELLERS, [sellers]);
  const amount = Money.of(FUNDS, 'XAF');
  const parts = { sellerPart: FUNDS, commissionPart: 0n, feePart: 0n };
  await inTurns(sellers, CLIENTS, async (sellerId) => {
    const [orderId, paymentId, now] = [randomUUID(), randomUUID(), new Date()];
    await storage.ledger.post(capturePosting({ provider: 'sandbox', orderId, paymentId, amount }), now);
    await storage.ledger.post(completionPosting({ orderId, sellerId, currency: 'XAF', parts }), now);
    // Opens the other account: those who write by hand do not look whether it is there.
    await storage.ledger.post(clearingOf(sellerId), now);
  });
  // Whoever prepared a statement while there were no accounts would go on with the plan for none.
  await pool.query('VACUUM ANALYZE accounts, transactions, transaction_entries');
}

/**
 * @param {BenchMarket} market
 * @param {readonly string[]} sellers
 */
function path({ pool, pipelined, storage }, sellers) {
  return {
    goal: 1,
    runs: 48,
    clients: CLIENTS,
    inputs: sellers,
    contenders: [
      contender('pg, as usual', (posting, now) => postAsUsual(pool, posting, now)),
      contender('2KRIKA', (posting, now) => storage.ledger.post(posting, now)),
      contender('pg, prepared', (posting, now) => postPrepared(pipelined, posting, now)),
    ],
    readBack: async (/** @type {string} */ sourceKey) => written(pool, sourceKey),
  };
}

/**
 * @param {string} name
 * @param {(posting: Posting, now: Date) => Promise<unknown>} post
 */
function contender(name, post) {
  return {
    name,
    run: async (/** @type {string} */ sellerId) => {
      const posting = clearingOf(sellerId);
      await post(posting, new Date());
      return posting.content.sourceKey;
    },
  };
}

/** @param {string} sellerId */
function clearingOf(sellerId) {
  const [sourceKey, orderId] = [randomUUID(), randomUUID()];
  return clearingPosting({ sourceKey, orderId, sellerId, amount: Money.of(1n, 'XAF') });
}

/** What differs from one transaction to the next; the digest is of its source, too. */
const OWN = new Set(['id', 'position', 'order_id', 'source_key', 'source_hash', 'created_at']);

/**
 * @param {BenchMarket['pool']} pool
 * @param {string} sourceKey
 */
async function written(pool, sourceKey) {
  /** @type {{ transaction: object }[]} */
  const rows = await ask(pool, { text: WRITTEN, values: [sourceKey] });
  return rows.map(({ transaction, ...entry }) => ({
    ...entry,
    transaction: Object.fromEntries(Object.entries(transaction).filter(([column]) => !OWN.has(column))),
  }));
}
