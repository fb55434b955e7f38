import { another, change, copy, NEW, removal, set, type Attempt, type Attempts } from './attempt.js';

const OTHER_TRANSACTION = `'00000000-0000-4000-8000-000000000000'`;
const OF_A_USER = `(SELECT id FROM transactions WHERE type = 'T4' LIMIT 1)`;

/** A posting with the lines of a user's, said to be nobody's. */
const OF_NOBODY: Attempt = {
  after: `INSERT INTO transactions (id, type, source_key, source_hash, currency, amount, description_key, created_at)
    SELECT ${OTHER_TRANSACTION}, type, 'other', source_hash, currency, amount, description_key, created_at
    FROM transactions WHERE id = ${OF_A_USER}`,
  run: `INSERT INTO transaction_entries (transaction_id, line, account_id, side, amount)
    SELECT ${OTHER_TRANSACTION}, line, account_id, side, amount FROM transaction_entries
    WHERE transaction_id = ${OF_A_USER}`,
  as: 'transactions_of_one_user',
};

/** Of the books, and of the money that goes out. */
export const LEDGER_ATTEMPTS: Attempts = {
  accounts: {
    accounts_pkey: copy({ owner_id: `'other'` }, `owner_type = 'user'`),
    accounts_key: [another({}, `owner_type = 'user'`), another({}, `owner_type = 'platform'`)],
    accounts_are_kept: removal('accounts'),
    accounts_currency_check: set(`currency = 'EUR'`),
    accounts_never_negative: [
      set('posted_debits = posted_credits + 1', `is_constrained AND normal_side = 'credit'`),
      set('posted_credits = posted_debits + 1', `is_constrained AND normal_side = 'debit'`),
    ],
    accounts_normal_side_check: set(`normal_side = 'left'`, 'NOT is_constrained'),
    accounts_owner_fits: [
      set('owner_id = NULL', `owner_type = 'user'`),
      set(`owner_id = 'other'`, `owner_type = 'platform'`),
    ],
    accounts_owner_type_check: set(`owner_type = 'shop'`, `owner_type = 'user'`),
    accounts_totals_fit: [
      set('posted_debits = NULL', 'is_constrained'),
      set('posted_credits = 0', 'NOT is_constrained'),
    ],
  },
  transactions: {
    transactions_pkey: copy({ source_key: `'other'` }, 'reverses_transaction_id IS NULL'),
    transactions_source_key: another(),
    transactions_reverses_transaction_id_key: {
      ...another({ source_key: `'other'`, reverses_transaction_id: 'id' }, `type = 'T4'`),
      after: `INSERT INTO transactions
          (type, source_key, source_hash, currency, amount, description_key, created_at, reverses_transaction_id)
        SELECT type, 'one', source_hash, currency, amount, description_key, created_at, id
        FROM transactions WHERE type = 'T4'`,
    },
    transactions_are_kept: change('transactions', 'description_key'),
    transactions_balanced: [another({ source_key: `'other'` }), OF_NOBODY],
    transactions_amount_check: another({ amount: '0' }),
    transactions_currency_check: another({ currency: `'EUR'` }),
    transactions_created_by_fkey: another({ source_key: `'other'`, created_by: NEW }),
    transactions_reverses_transaction_id_fkey: another({
      source_key: `'other'`,
      reverses_transaction_id: NEW,
    }),
    transactions_user_id_fkey: another({ source_key: `'other'`, user_id: NEW }),
  },
  transaction_entries: {
    transaction_entries_pkey: copy(),
    transaction_entries_are_kept: change('transaction_entries', 'amount'),
    transaction_entries_balanced: { ...copy({ line: '99' }), as: 'transactions_balanced' },
    transaction_entries_amount_check: copy({ amount: '0' }),
    transaction_entries_line_check: copy({ line: '0' }),
    transaction_entries_side_check: copy({ side: `'left'` }),
    transaction_entries_account_id_fkey: copy({ line: '99', account_id: NEW }),
    transaction_entries_transaction_id_fkey: copy({ transaction_id: NEW }),
  },
  earnings: {
    earnings_pkey: copy({ order_id: NEW }),
    earnings_order_id_key: another(),
    earnings_are_kept: removal('earnings'),
    earnings_attempts_check: set('attempts = -1'),
    earnings_commission_amount_check: set('commission_amount = -1'),
    earnings_currency_check: set(`currency = 'EUR'`),
    earnings_gross_adds_up: set('gross_amount = gross_amount + 1'),
    earnings_gross_amount_check: { set: 'gross_amount = -1', besides: ['earnings_gross_adds_up'] },
    earnings_net_amount_check: set('net_amount = -1, gross_amount = commission_amount - 1'),
    earnings_reversed_within_net: [set('reversed_amount = net_amount + 1'), set('reversed_amount = -1')],
    earnings_seller_id_fkey: set(`seller_id = ${NEW}`),
  },
  payout_methods: {
    payout_methods_pkey: copy({ account_hmac: `'other'` }),
    payout_methods_account_hmac_key: another(),
    payout_methods_cool_down: set(`usable_from = created_at - interval '1 second'`),
    payout_methods_currency_check: set(`currency = 'EUR'`),
    payout_methods_kind_check: set(`kind = 'cash'`),
    payout_methods_user_id_fkey: set(`user_id = ${NEW}`),
  },
  withdrawals: {
    withdrawals_pkey: copy({ number: `'other'`, provider_key: NEW, state: `'paid'` }),
    withdrawals_number_key: another({ provider_key: NEW, state: `'paid'` }),
    withdrawals_provider_key_key: another({ number: `'other'`, state: `'paid'` }),
    withdrawals_open_user_key: another({ number: `'other'`, provider_key: NEW }),
    withdrawals_are_kept: removal('withdrawals'),
    withdrawals_amount_check: set('amount = 0'),
    withdrawals_attempts_check: set('attempts = -1'),
    withdrawals_currency_check: set(`currency = 'EUR'`),
    withdrawals_fee_within_amount: [set('fee_amount = amount'), set('fee_amount = -1')],
    withdrawals_nobody_decides_for_themselves: set('decided_by = user_id'),
    withdrawals_poll_count_check: set('poll_count = -1'),
    withdrawals_state_check: set(`state = 'lost'`),
    withdrawals_decided_by_fkey: set(`decided_by = ${NEW}`),
    withdrawals_payout_method_id_fkey: set(`payout_method_id = ${NEW}`),
    withdrawals_user_id_fkey: set(`user_id = ${NEW}`),
  },
  payout_attempts: {
    payout_attempts_pkey: copy({ number: '99', provider_key: NEW, provider_ref: `'other'` }),
    payout_attempts_number_key: another({ provider_key: NEW, provider_ref: `'other'` }),
    payout_attempts_provider_key_key: another({ number: '99', provider_ref: `'other'` }),
    payout_attempts_provider_ref_key: another({ number: '99', provider_key: NEW }),
    payout_attempts_are_kept: removal('payout_attempts'),
    payout_attempts_number_check: set('number = 0'),
    payout_attempts_state_check: set(`state = 'lost'`),
    payout_attempts_withdrawal_id_fkey: set(`withdrawal_id = ${NEW}`),
  },
};
