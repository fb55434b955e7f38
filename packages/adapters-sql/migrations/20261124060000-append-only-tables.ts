import type { RunStatement } from '../src/migrations/migration.js';

/**
 * What tables that are only ever added to share: as a trigger BEFORE UPDATE OR DELETE OR TRUNCATE it refuses
 * with 42501 (insufficient privilege), whatever role asks, the owner included.
 */
export async function up(run: RunStatement): Promise<void> {
  await run(`
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
    END
    $$`);
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP FUNCTION refuse_change()');
}
