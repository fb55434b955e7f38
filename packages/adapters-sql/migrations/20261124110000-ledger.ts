import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE accounts (
      id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT accounts_pkey PRIMARY KEY,
      code text NOT NULL,
      owner_type text NOT NULL CHECK (owner_type IN ('user', 'order', 'provider', 'platform')),
      -- A user's or order's id, or a provider's name.
      owner_id text,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
      is_constrained boolean NOT NULL,
      -- Kept on constrained accounts only: on the others every posting would wait for every other.
      posted_debits bigint,
      posted_credits bigint,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT accounts_key UNIQUE NULLS NOT DISTINCT (owner_id, code, currency),
      CONSTRAINT accounts_owner_fits CHECK ((owner_type = 'platform') = (owner_id IS NULL)),
      CONSTRAINT accounts_totals_fit CHECK
        (is_constrained = (posted_debits IS NOT NULL) AND is_constrained = (posted_credits IS NOT NULL)),
      CONSTRAINT accounts_never_negative CHECK (
        NOT is_constrained OR CASE normal_side WHEN 'debit' THEN posted_debits - posted_credits
          ELSE posted_credits - posted_debits END >= 0)
    );

    CREATE TABLE transactions (
      id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT transactions_pkey PRIMARY KEY,
      -- Orders a statement among equal instants.
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      type text NOT NULL,
      user_id uuid CONSTRAINT transactions_user_id_fkey REFERENCES users,
      order_id uuid,
      payment_id uuid,
      refund_id uuid,
      withdrawal_id uuid,
      source_key text NOT NULL,
      source_hash text NOT NULL,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      amount bigint NOT NULL CHECK (amount > 0),
      description_key text NOT NULL,
      reverses_transaction_id uuid CONSTRAINT transactions_reverses_transaction_id_fkey REFERENCES transactions,
      created_by uuid CONSTRAINT transactions_created_by_fkey REFERENCES users,
      created_at timestamptz NOT NULL,
      CONSTRAINT transactions_source_key UNIQUE (type, source_key)
    );
    CREATE INDEX transactions_user_id_created_at ON transactions (user_id, created_at, position) WHERE user_id IS NOT NULL;
    CREATE INDEX transactions_created_by ON transactions (created_by) WHERE created_by IS NOT NULL;
    CREATE UNIQUE INDEX transactions_reverses_transaction_id_key ON transactions (reverses_transaction_id)
      WHERE reverses_transaction_id IS NOT NULL;

    CREATE TABLE transaction_entries (
      transaction_id uuid NOT NULL CONSTRAINT transaction_entries_transaction_id_fkey REFERENCES transactions,
      line smallint NOT NULL CHECK (line >= 1),
      account_id uuid NOT NULL CONSTRAINT transaction_entries_account_id_fkey REFERENCES accounts,
      side text NOT NULL CHECK (side IN ('debit', 'credit')),
      amount bigint NOT NULL CHECK (amount > 0),
      order_id uuid,
      -- Null on accounts that keep no total.
      balance_after bigint,
      CONSTRAINT transaction_entries_pkey PRIMARY KEY (transaction_id, line)
    );
    CREATE INDEX transaction_entries_account_id ON transaction_entries (account_id);

    CREATE FUNCTION assert_transaction_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      checked uuid := CASE TG_TABLE_NAME WHEN 'transactions' THEN to_jsonb(NEW) ->> 'id'
        ELSE to_jsonb(NEW) ->> 'transaction_id' END;
      is_balanced boolean;
    BEGIN
      SELECT count(*) > 0 AND sum(CASE e.side WHEN 'debit' THEN e.amount ELSE -e.amount END) = 0
          AND sum(e.amount) FILTER (WHERE e.side = 'debit') = t.amount AND bool_and(a.currency = t.currency)
        INTO is_balanced
        FROM transactions t LEFT JOIN transaction_entries e ON e.transaction_id = t.id LEFT JOIN accounts a ON a.id = e.account_id
        WHERE t.id = checked GROUP BY t.id;
      IF is_balanced IS NOT TRUE THEN
        RAISE EXCEPTION 'The ledger transaction % is not balanced.', checked
          USING ERRCODE = 'check_violation', CONSTRAINT = 'transactions_balanced';
      END IF;
      RETURN NULL;
    END
    $$;
    -- At commit, when all lines are there: no statement alone could be checked.
    CREATE CONSTRAINT TRIGGER transactions_balanced AFTER INSERT ON transactions
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_transaction_balanced();
    CREATE CONSTRAINT TRIGGER transaction_entries_balanced AFTER INSERT ON transaction_entries
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assert_transaction_balanced();

    CREATE TRIGGER transactions_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER transaction_entries_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE VIEW account_balances AS
      SELECT a.id AS account_id, a.code, a.owner_type, a.owner_id, a.currency,
        coalesce(sum(e.amount) FILTER (WHERE e.side = 'debit'), 0)::bigint AS debits,
        coalesce(sum(e.amount) FILTER (WHERE e.side = 'credit'), 0)::bigint AS credits,
        coalesce(sum(CASE WHEN e.side = a.normal_side THEN e.amount ELSE -e.amount END), 0)::bigint AS balance
      FROM accounts a LEFT JOIN transaction_entries e ON e.account_id = a.id
      GROUP BY a.id;

    CREATE TABLE earnings (
      id uuid NOT NULL CONSTRAINT earnings_pkey PRIMARY KEY,
      order_id uuid NOT NULL CONSTRAINT earnings_order_id_key UNIQUE,
      seller_id uuid NOT NULL CONSTRAINT earnings_seller_id_fkey REFERENCES users,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      gross_amount bigint NOT NULL CHECK (gross_amount >= 0),
      commission_amount bigint NOT NULL CHECK (commission_amount >= 0),
      net_amount bigint NOT NULL CHECK (net_amount >= 0),
      reversed_amount bigint NOT NULL,
      clears_at timestamptz NOT NULL,
      cleared_at timestamptz,
      locked_until timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT earnings_gross_adds_up CHECK (gross_amount = commission_amount + net_amount),
      CONSTRAINT earnings_reversed_within_net CHECK (reversed_amount BETWEEN 0 AND net_amount)
    );
    CREATE INDEX earnings_seller_id ON earnings (seller_id, created_at DESC, id DESC);
    CREATE INDEX earnings_uncleared ON earnings (clears_at) WHERE cleared_at IS NULL;

    CREATE TABLE payout_methods (
      id uuid NOT NULL CONSTRAINT payout_methods_pkey PRIMARY KEY,
      user_id uuid NOT NULL CONSTRAINT payout_methods_user_id_fkey REFERENCES users,
      kind text NOT NULL CHECK (kind IN ('mobile_money')),
      channel text NOT NULL,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      account_enc text NOT NULL,
      account_mask text NOT NULL,
      account_hmac text NOT NULL,
      holder_name varchar(100) NOT NULL,
      usable_from timestamptz NOT NULL,
      flagged_at timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      deleted_at timestamptz
    );
    CREATE UNIQUE INDEX payout_methods_account_hmac_key ON payout_methods (account_hmac) WHERE deleted_at IS NULL;
    CREATE INDEX payout_methods_user_id ON payout_methods (user_id);

    CREATE SEQUENCE withdrawal_numbers;

    CREATE TABLE withdrawals (
      id uuid NOT NULL CONSTRAINT withdrawals_pkey PRIMARY KEY,
      number text NOT NULL CONSTRAINT withdrawals_number_key UNIQUE,
      user_id uuid NOT NULL CONSTRAINT withdrawals_user_id_fkey REFERENCES users,
      payout_method_id uuid NOT NULL CONSTRAINT withdrawals_payout_method_id_fkey REFERENCES payout_methods,
      amount bigint NOT NULL CHECK (amount > 0),
      fee_amount bigint NOT NULL,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      state text NOT NULL CHECK (state IN ('requested', 'pending_approval', 'approved', 'processing', 'unknown',
        'paid', 'failed', 'rejected', 'cancelled', 'returned')),
      risk_flags text[] NOT NULL,
      decided_by uuid CONSTRAINT withdrawals_decided_by_fkey REFERENCES users,
      rejection_reason text,
      provider text NOT NULL,
      channel text NOT NULL,
      provider_key uuid NOT NULL CONSTRAINT withdrawals_provider_key_key UNIQUE,
      failure_code text,
      failure_message text,
      next_send_at timestamptz,
      next_poll_at timestamptz,
      poll_count integer NOT NULL CHECK (poll_count >= 0),
      processing_at timestamptz,
      paid_at timestamptz,
      returned_at timestamptz,
      locked_until timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT withdrawals_fee_within_amount CHECK (fee_amount >= 0 AND fee_amount < amount),
      CONSTRAINT withdrawals_nobody_decides_for_themselves CHECK (decided_by <> user_id)
    );
    CREATE UNIQUE INDEX withdrawals_open_user_key ON withdrawals (user_id)
      WHERE state IN ('requested', 'pending_approval', 'approved', 'processing', 'unknown');
    CREATE INDEX withdrawals_user_id ON withdrawals (user_id, created_at DESC, id DESC);
    CREATE INDEX withdrawals_state ON withdrawals (state, created_at, id);
    CREATE INDEX withdrawals_payout_method_id ON withdrawals (payout_method_id);
    CREATE INDEX withdrawals_decided_by ON withdrawals (decided_by) WHERE decided_by IS NOT NULL;
    CREATE INDEX withdrawals_next_send_at ON withdrawals (next_send_at) WHERE next_send_at IS NOT NULL;
    CREATE INDEX withdrawals_next_poll_at ON withdrawals (next_poll_at) WHERE next_poll_at IS NOT NULL;

    CREATE TABLE payout_attempts (
      id uuid NOT NULL CONSTRAINT payout_attempts_pkey PRIMARY KEY,
      withdrawal_id uuid NOT NULL CONSTRAINT payout_attempts_withdrawal_id_fkey REFERENCES withdrawals,
      number integer NOT NULL CHECK (number >= 1),
      provider text NOT NULL,
      provider_key uuid NOT NULL,
      provider_ref text,
      state text NOT NULL CHECK (state IN ('sent', 'accepted', 'succeeded', 'failed', 'unknown')),
      sent_at timestamptz NOT NULL,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT payout_attempts_number_key UNIQUE (withdrawal_id, number)
    );`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    DROP TABLE payout_attempts, withdrawals, payout_methods, earnings;
    DROP SEQUENCE withdrawal_numbers;
    DROP VIEW account_balances;
    DROP TABLE transaction_entries, transactions, accounts;
    DROP FUNCTION assert_transaction_balanced()`);
}
