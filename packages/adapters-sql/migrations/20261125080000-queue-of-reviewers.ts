import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** Reviewers read what was submitted, or all in a state, in the order of an index, from wherever they are. */
export async function up(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_submitted');
  await run(
    'CREATE INDEX CONCURRENTLY identities_submitted ON identities (submitted_at, id) WHERE submitted_at IS NOT NULL',
  );
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_state');
  await run(
    'CREATE INDEX CONCURRENTLY identities_state ON identities (state, coalesce(submitted_at, created_at), id)',
  );
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_queue');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_queue');
  await run('CREATE INDEX CONCURRENTLY identities_queue ON identities (state, submitted_at, id)');
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_state');
  await run('DROP INDEX CONCURRENTLY IF EXISTS identities_submitted');
}
