import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE platform_settings (
      key text NOT NULL CONSTRAINT platform_settings_pkey PRIMARY KEY,
      value jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    );

    CREATE TABLE payment_channels (
      code text NOT NULL,
      direction text NOT NULL CHECK (direction IN ('in', 'out')),
      provider text NOT NULL,
      country char(2) NOT NULL,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      min_amount bigint NOT NULL CHECK (min_amount > 0),
      max_amount bigint NOT NULL,
      step bigint NOT NULL CHECK (step > 0),
      msisdn_prefixes text[] NOT NULL,
      is_enabled boolean NOT NULL,
      health text NOT NULL CHECK (health IN ('up', 'degraded', 'down')),
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT payment_channels_pkey PRIMARY KEY (code, direction),
      CONSTRAINT payment_channels_limits_fit CHECK (max_amount >= min_amount)
    );

    -- Lets an exclusion constraint compare text beside a range.
    CREATE EXTENSION IF NOT EXISTS btree_gist;

    CREATE TABLE fee_rules (
      id uuid NOT NULL CONSTRAINT fee_rules_pkey PRIMARY KEY,
      component text NOT NULL CHECK (component IN ('commission', 'service_fee', 'withdrawal_fee')),
      scope_type text NOT NULL CHECK (scope_type IN ('default', 'category', 'seller', 'seller_level')),
      -- A seller's or category's id, or a seller level.
      scope_id text,
      currency char(3) NOT NULL CHECK (currency IN ('XAF', 'XOF')),
      percent_bps integer NOT NULL CHECK (percent_bps BETWEEN 0 AND 10000),
      fixed_amount bigint NOT NULL CHECK (fixed_amount >= 0),
      min_amount bigint CHECK (min_amount >= 0),
      max_amount bigint CHECK (max_amount >= 0),
      valid_from timestamptz NOT NULL,
      valid_to timestamptz,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT fee_rules_scope_fits CHECK ((scope_type = 'default') = (scope_id IS NULL)),
      CONSTRAINT fee_rules_limits_fit CHECK (max_amount >= min_amount),
      CONSTRAINT fee_rules_end_after_they_begin CHECK (valid_to > valid_from),
      CONSTRAINT fee_rules_never_overlap EXCLUDE USING gist (component WITH =, scope_type WITH =,
        (coalesce(scope_id, '')) WITH =, currency WITH =, tstzrange(valid_from, valid_to) WITH &&)
    );

    CREATE TABLE deadlines (
      id uuid NOT NULL CONSTRAINT deadlines_pkey PRIMARY KEY,
      aggregate_type text NOT NULL,
      aggregate_id uuid NOT NULL,
      event text NOT NULL,
      fire_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'armed' CHECK (state IN ('armed', 'fired', 'cancelled')),
      locked_until timestamptz,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL
    );
    CREATE UNIQUE INDEX deadlines_armed_key ON deadlines (aggregate_type, aggregate_id, event) WHERE state = 'armed';
    CREATE INDEX deadlines_fire_at ON deadlines (fire_at) WHERE state = 'armed';

    -- No foreign key: what is said here outlives whoever and whatever it is about.
    CREATE TABLE audit_logs (
      id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT audit_logs_pkey PRIMARY KEY,
      -- Orders entries of the same instant.
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      actor_id uuid,
      actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'staff', 'system', 'provider')),
      action text NOT NULL,
      resource_type text NOT NULL,
      resource_id text NOT NULL,
      diff jsonb NOT NULL,
      reason text,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX audit_logs_resource ON audit_logs (resource_type, resource_id, created_at, position);
    CREATE TRIGGER audit_logs_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_logs
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE TABLE webhook_events (
      id uuid NOT NULL CONSTRAINT webhook_events_pkey PRIMARY KEY,
      provider text NOT NULL,
      event_key text NOT NULL,
      subject text NOT NULL CHECK (subject IN ('payment', 'refund', 'payout')),
      reference text NOT NULL,
      headers jsonb NOT NULL,
      raw_body bytea NOT NULL,
      received_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'processed', 'failed')),
      attempts integer NOT NULL CHECK (attempts >= 0),
      available_at timestamptz NOT NULL,
      locked_until timestamptz,
      -- When it was processed or given up.
      finished_at timestamptz,
      error text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT webhook_events_event_key_key UNIQUE (provider, event_key),
      CONSTRAINT webhook_events_end_fits CHECK ((state = 'received') = (finished_at IS NULL))
    );
    CREATE INDEX webhook_events_open ON webhook_events (received_at) WHERE state = 'received';`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    DROP TABLE webhook_events, audit_logs, deadlines, fee_rules, payment_channels, platform_settings;
    DROP EXTENSION btree_gist`);
}
