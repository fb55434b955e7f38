import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** Staff read the runs of all jobs, newest first. */
export async function up(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS job_runs_scheduled_for');
  await run('CREATE INDEX CONCURRENTLY job_runs_scheduled_for ON job_runs (scheduled_for, job COLLATE "C")');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS job_runs_scheduled_for');
}
