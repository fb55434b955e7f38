import type { RunStatement } from '../src/migrations/migration.js';

/** Written in development only: how far time was moved, and which process has noticed. */
export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE development_clock (
      only_row boolean NOT NULL DEFAULT true CONSTRAINT development_clock_pkey PRIMARY KEY CHECK (only_row),
      offset_ms bigint NOT NULL CHECK (offset_ms >= 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE development_processes (
      id uuid NOT NULL CONSTRAINT development_processes_pkey PRIMARY KEY,
      offset_ms bigint NOT NULL,
      seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE development_processes, development_clock');
}
