import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** The index of those who are present leaves out members whose user a foreign key names all the same. */
export async function up(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS chat_members_user_id');
  await run('CREATE INDEX CONCURRENTLY chat_members_user_id ON chat_members (user_id)');
  await run('DROP INDEX CONCURRENTLY IF EXISTS chat_members_present');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS chat_members_present');
  await run('CREATE INDEX CONCURRENTLY chat_members_present ON chat_members (user_id) WHERE left_at IS NULL');
  await run('DROP INDEX CONCURRENTLY IF EXISTS chat_members_user_id');
}
