import type { RunStatement } from '../src/migrations/migration.js';

/** What came of a job that runs by the calendar, and what it found wrong. */
export async function up(run: RunStatement): Promise<void> {
  await run('ALTER TABLE job_runs ADD COLUMN result jsonb');
}

export async function down(run: RunStatement): Promise<void> {
  await run('ALTER TABLE job_runs DROP COLUMN result');
}
