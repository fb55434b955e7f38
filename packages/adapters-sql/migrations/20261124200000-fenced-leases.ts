import type { RunStatement } from '../src/migrations/migration.js';

const MONEY_TABLES = ['payments', 'refunds', 'withdrawals', 'earnings'];
const TABLES = ['outbox_events', 'webhook_events', 'deadlines', ...MONEY_TABLES];
/** Those that counted failures before. */
const COUNTING = ['outbox_events', 'webhook_events'];

/** Whatever a worker works on: who holds it, by number, and how often and why its work failed. */
export async function up(run: RunStatement): Promise<void> {
  for (const table of TABLES) {
    await run(`ALTER TABLE ${table} ADD COLUMN lease integer NOT NULL DEFAULT 0`);
    if (table !== 'outbox_events') await run(`ALTER TABLE ${table} ADD COLUMN dead_at timestamptz`);
    if (!COUNTING.includes(table)) {
      await run(`ALTER TABLE ${table}
        ADD COLUMN attempts integer NOT NULL DEFAULT 0 CONSTRAINT ${table}_attempts_check CHECK (attempts >= 0),
        ADD COLUMN available_at timestamptz, ADD COLUMN error text`);
    }
    await run(`CREATE INDEX ${table}_dead_at ON ${table} (dead_at) WHERE dead_at IS NOT NULL`);
  }
  await run(`
    -- Of a package that woke workers here once, and kept account of its own schema.
    DROP SCHEMA IF EXISTS graphile_worker CASCADE;
    ALTER TABLE webhook_events ALTER COLUMN attempts SET DEFAULT 0;
    UPDATE webhook_events SET state = 'received', dead_at = finished_at, finished_at = NULL WHERE state = 'failed';
    ALTER TABLE webhook_events DROP CONSTRAINT webhook_events_state_check,
      ADD CONSTRAINT webhook_events_state_check CHECK (state IN ('received', 'processed'))`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(`
    ALTER TABLE webhook_events DROP CONSTRAINT webhook_events_state_check,
      ADD CONSTRAINT webhook_events_state_check CHECK (state IN ('received', 'processed', 'failed'));
    UPDATE webhook_events SET state = 'failed', finished_at = dead_at WHERE dead_at IS NOT NULL;
    ALTER TABLE webhook_events ALTER COLUMN attempts DROP DEFAULT`);
  for (const table of TABLES) {
    await run(`DROP INDEX ${table}_dead_at`);
    if (!COUNTING.includes(table))
      await run(`ALTER TABLE ${table} DROP COLUMN attempts, DROP COLUMN available_at, DROP COLUMN error`);
    if (table !== 'outbox_events') await run(`ALTER TABLE ${table} DROP COLUMN dead_at`);
    await run(`ALTER TABLE ${table} DROP COLUMN lease`);
  }
}
