import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** No statement reads by it. */
export async function up(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS idempotency_keys_expiry');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS idempotency_keys_expiry');
  await run('CREATE INDEX CONCURRENTLY idempotency_keys_expiry ON idempotency_keys (expires_at)');
}
