import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE slow_queries (
      fingerprint text PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{16}$'),
      store text NOT NULL CHECK (store IN ('postgresql', 'mongodb')),
      statement text NOT NULL,
      calls bigint NOT NULL CHECK (calls >= 1),
      total_ms bigint NOT NULL,
      max_ms bigint NOT NULL,
      rows bigint NOT NULL,
      buckets bigint[] NOT NULL CHECK (cardinality(buckets) = 65),
      first_seen_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL CHECK (last_seen_at >= first_seen_at),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    )`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE slow_queries');
}
