import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** A place of a picture is given once, and a payout is known by one name to us and by one to its provider. */
export async function up(run: RunStatement): Promise<void> {
  await run('ALTER TABLE service_media DROP CONSTRAINT IF EXISTS service_media_position_key');
  await run('DROP INDEX CONCURRENTLY IF EXISTS service_media_position_key');
  await run(
    'CREATE UNIQUE INDEX CONCURRENTLY service_media_position_key ON service_media (service_id, position)',
  );
  // At the end of the transaction: pictures that change places have one in common in between.
  await run(`ALTER TABLE service_media ADD CONSTRAINT service_media_position_key
    UNIQUE USING INDEX service_media_position_key DEFERRABLE INITIALLY DEFERRED`);
  await run('DROP INDEX CONCURRENTLY IF EXISTS payout_attempts_provider_key_key');
  await run(
    'CREATE UNIQUE INDEX CONCURRENTLY payout_attempts_provider_key_key ON payout_attempts (provider_key)',
  );
  await run('DROP INDEX CONCURRENTLY IF EXISTS payout_attempts_provider_ref_key');
  await run(`CREATE UNIQUE INDEX CONCURRENTLY payout_attempts_provider_ref_key
    ON payout_attempts (provider, provider_ref) WHERE provider_ref IS NOT NULL`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS payout_attempts_provider_ref_key');
  await run('DROP INDEX CONCURRENTLY IF EXISTS payout_attempts_provider_key_key');
  await run('ALTER TABLE service_media DROP CONSTRAINT IF EXISTS service_media_position_key');
}
