import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(`
    -- Only the newest message counts: those before it end, where two were sent at once.
    UPDATE one_time_tokens earlier SET used_at = newer.created_at, version = earlier.version + 1
      FROM one_time_tokens newer
      WHERE newer.user_id = earlier.user_id AND newer.purpose = earlier.purpose
        AND (newer.created_at, newer.id) > (earlier.created_at, earlier.id)
        AND newer.used_at IS NULL AND earlier.used_at IS NULL;
    CREATE UNIQUE INDEX one_time_tokens_live_key ON one_time_tokens (user_id, purpose) WHERE used_at IS NULL;

    -- Nothing grants a role for a time, and nothing asked whether that time was over.
    ALTER TABLE user_roles DROP COLUMN expires_at;`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    ALTER TABLE user_roles ADD COLUMN expires_at timestamptz;
    DROP INDEX one_time_tokens_live_key`);
}
