import type { RunCommand } from '../src/migrations/migration.js';

const DAY_IN_SECONDS = 24 * 60 * 60;

/**
 * The server forgets what was stored ninety days ago, by its own clock. The job that purges by business time is no
 * less needed: not every server that speaks the protocol does this.
 */
export async function up(run: RunCommand): Promise<void> {
  await run({
    createIndexes: 'communication_logs',
    indexes: [{ name: 'lifetime', key: { storedAt: 1 }, expireAfterSeconds: 90 * DAY_IN_SECONDS }],
  });
}

export async function down(run: RunCommand): Promise<void> {
  await run({ dropIndexes: 'communication_logs', index: 'lifetime' });
}
