import type { RunStatement } from '../src/migrations/migration.js';

const LIVE = `('initiated', 'pending', 'requires_action', 'unknown')`;

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE payments (
      id uuid NOT NULL CONSTRAINT payments_pkey PRIMARY KEY,
      order_id uuid NOT NULL CONSTRAINT payments_order_id_fkey REFERENCES orders,
      payer_id uuid NOT NULL CONSTRAINT payments_payer_id_fkey REFERENCES users,
      amount bigint NOT NULL CHECK (amount >= 0),
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      service_fee_amount bigint NOT NULL CHECK (service_fee_amount >= 0),
      commission_amount bigint NOT NULL CHECK (commission_amount >= 0),
      seller_net_amount bigint NOT NULL CHECK (seller_net_amount >= 0),
      state text NOT NULL CHECK (state IN
        ('initiated', 'pending', 'requires_action', 'unknown', 'captured', 'failed', 'expired', 'cancelled', 'captured_late')),
      provider text,
      channel text,
      payer_msisdn_enc text,
      payer_msisdn_mask text,
      captured_amount bigint NOT NULL DEFAULT 0,
      refunded_amount bigint NOT NULL DEFAULT 0,
      provider_fee_amount bigint CHECK (provider_fee_amount >= 0),
      failure_code text,
      failure_message text,
      expires_at timestamptz NOT NULL,
      captured_at timestamptz,
      next_poll_at timestamptz,
      poll_count integer NOT NULL DEFAULT 0 CHECK (poll_count >= 0),
      locked_until timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT payments_split_adds_up
        CHECK (amount = service_fee_amount + commission_amount + seller_net_amount),
      CONSTRAINT payments_captured_within_amount CHECK (captured_amount BETWEEN 0 AND amount),
      CONSTRAINT payments_refunded_within_captured CHECK (refunded_amount BETWEEN 0 AND captured_amount),
      CONSTRAINT payments_capture_is_whole CHECK
        ((state IN ('captured', 'captured_late')) = (captured_at IS NOT NULL))
    );
    CREATE UNIQUE INDEX payments_live_order_key ON payments (order_id) WHERE state IN ${LIVE};
    CREATE UNIQUE INDEX payments_captured_order_key ON payments (order_id) WHERE state = 'captured';
    CREATE INDEX payments_order_id ON payments (order_id);
    CREATE INDEX payments_payer_id ON payments (payer_id);
    CREATE INDEX payments_next_poll_at ON payments (next_poll_at) WHERE next_poll_at IS NOT NULL;
    CREATE INDEX payments_unanswered ON payments (created_at) WHERE state IN ('initiated', 'unknown');

    CREATE TABLE payment_attempts (
      id uuid NOT NULL CONSTRAINT payment_attempts_pkey PRIMARY KEY,
      payment_id uuid NOT NULL CONSTRAINT payment_attempts_payment_id_fkey REFERENCES payments,
      number integer NOT NULL CHECK (number >= 1),
      provider text NOT NULL,
      provider_key uuid NOT NULL CONSTRAINT payment_attempts_provider_key_key UNIQUE,
      provider_ref text,
      state text NOT NULL CHECK (state IN ('created', 'sent', 'accepted', 'succeeded', 'failed', 'unknown')),
      sent_at timestamptz,
      finished_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT payment_attempts_number_key UNIQUE (payment_id, number)
    );
    CREATE UNIQUE INDEX payment_attempts_provider_ref_key ON payment_attempts (provider, provider_ref)
      WHERE provider_ref IS NOT NULL;

    CREATE TABLE refund_reasons (
      code text NOT NULL CONSTRAINT refund_reasons_pkey PRIMARY KEY,
      label_fr text NOT NULL,
      label_en text NOT NULL,
      fault text NOT NULL CHECK (fault IN ('customer', 'seller', 'platform', 'none')),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE refunds (
      id uuid NOT NULL CONSTRAINT refunds_pkey PRIMARY KEY,
      payment_id uuid NOT NULL CONSTRAINT refunds_payment_id_fkey REFERENCES payments,
      order_id uuid NOT NULL CONSTRAINT refunds_order_id_fkey REFERENCES orders,
      amount bigint NOT NULL CHECK (amount > 0),
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      reason_code text NOT NULL,
      note text,
      state text NOT NULL CHECK (state IN
        ('requested', 'rejected', 'approved', 'processing', 'unknown', 'succeeded', 'failed', 'cancelled')),
      source text NOT NULL CHECK (source IN ('escrow', 'completed_order', 'unallocated')),
      rail text NOT NULL CHECK (rail IN ('provider', 'payout')),
      seller_part bigint NOT NULL CHECK (seller_part >= 0),
      commission_part bigint NOT NULL CHECK (commission_part >= 0),
      fee_part bigint NOT NULL CHECK (fee_part >= 0),
      requested_by uuid CONSTRAINT refunds_requested_by_fkey REFERENCES users,
      approved_by uuid CONSTRAINT refunds_approved_by_fkey REFERENCES users,
      provider_key uuid NOT NULL CONSTRAINT refunds_provider_key_key UNIQUE,
      provider_ref text,
      failure_code text,
      sent_at timestamptz,
      next_poll_at timestamptz,
      poll_count integer NOT NULL DEFAULT 0 CHECK (poll_count >= 0),
      locked_until timestamptz,
      version integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT refunds_parts_add_up CHECK (
        state IN ('requested', 'rejected') OR source = 'unallocated'
        OR amount = seller_part + commission_part + fee_part)
    );
    CREATE INDEX refunds_payment_id ON refunds (payment_id);
    CREATE INDEX refunds_order_id ON refunds (order_id);
    CREATE INDEX refunds_requested_by ON refunds (requested_by);
    CREATE INDEX refunds_approved_by ON refunds (approved_by);
    CREATE INDEX refunds_next_poll_at ON refunds (next_poll_at) WHERE next_poll_at IS NOT NULL;
    CREATE INDEX refunds_unanswered ON refunds (created_at) WHERE state IN ('approved', 'processing');`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE refunds, refund_reasons, payment_attempts, payments');
}
