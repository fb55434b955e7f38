import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE outbox_events (
      event_id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT outbox_events_pkey PRIMARY KEY,
      position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      name text NOT NULL,
      aggregate_type text NOT NULL,
      aggregate_id uuid NOT NULL,
      occurred_at timestamptz NOT NULL,
      payload jsonb NOT NULL,
      available_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      locked_until timestamptz,
      published_at timestamptz,
      dead_at timestamptz,
      error text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CHECK (published_at IS NULL OR dead_at IS NULL)
    );
    CREATE INDEX outbox_events_open ON outbox_events (position) WHERE published_at IS NULL AND dead_at IS NULL;
    CREATE INDEX outbox_events_open_of_aggregate ON outbox_events (aggregate_type, aggregate_id, position)
      WHERE published_at IS NULL AND dead_at IS NULL;

    CREATE TABLE processed_events (
      event_id uuid NOT NULL REFERENCES outbox_events ON DELETE CASCADE,
      handler text NOT NULL,
      processed_at timestamptz NOT NULL,
      PRIMARY KEY (event_id, handler)
    );

    CREATE TABLE idempotency_keys (
      scope text NOT NULL,
      route text NOT NULL,
      key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
      request_hash text NOT NULL,
      answer jsonb,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (scope, route, key)
    );
    CREATE INDEX idempotency_keys_expiry ON idempotency_keys (expires_at);`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE idempotency_keys, processed_events, outbox_events');
}
