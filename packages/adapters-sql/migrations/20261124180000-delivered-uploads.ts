import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run('CREATE INDEX deliveries_upload_ids ON deliveries USING gin (upload_ids)');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX deliveries_upload_ids');
}
