import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE TABLE job_runs (
      job text NOT NULL,
      scheduled_for timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 1 CHECK (attempts >= 1),
      locked_until timestamptz,
      finished_at timestamptz,
      error text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (job, scheduled_for)
    )`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP TABLE job_runs');
}
