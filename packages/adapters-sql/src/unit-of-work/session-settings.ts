import type { Client } from 'pg';
import type { Timeouts } from './database-options.js';

/**
 * A statement is planned once for a connection, whatever its values: each way of asking is a statement of its own.
 * Left to choose, the server plans a page of a list anew each time, which takes longer than to read it.
 */
const PLAN_ONCE = '-c plan_cache_mode=force_generic_plan';

/**
 * Outside a transaction of ours the server refuses every write: one that arrives after its transaction ended,
 * or in the same flight as a BEGIN that failed, would otherwise be kept by itself.
 */
const OPTIONS = `-c default_transaction_read_only=on -c TimeZone=UTC ${PLAN_ONCE}`;

/** What a connection is begun with. A proxy that shares its connections among clients refuses all of it. */
export function startupSettings(limits: Timeouts) {
  return {
    options: OPTIONS,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
  };
}

/** Of each the values that will do; a time-out of 0 is none. */
const REQUIRED: readonly (readonly [name: string, isSet: (value: string) => boolean])[] = [
  ['default_transaction_read_only', (value) => value === 'on'],
  ['TimeZone', (value) => value === 'UTC'],
  ['statement_timeout', (value) => value !== '0'],
  ['lock_timeout', (value) => value !== '0'],
  ['idle_in_transaction_session_timeout', (value) => value !== '0'],
];

const READ = `SELECT ${REQUIRED.map(([name]) => `current_setting('${name}')`).join(', ')}`;

/**
 * Makes sure that the role brings the settings which were not sent: without them a stray write would be kept, and a
 * wait would have no end.
 * @throws SessionSettingsMissing
 */
export async function assertSettingsOfRole(client: Client): Promise<void> {
  const { rows } = await client.query<string[]>({ text: READ, rowMode: 'array' });
  const [values = []] = rows;
  const missing = REQUIRED.filter(([, isSet], index) => !isSet(values[index] ?? '')).map(([name]) => name);
  if (missing.length > 0) throw new SessionSettingsMissing(missing);
}

/** The role has not got what a connection through a proxy cannot be told. */
export class SessionSettingsMissing extends Error {
  constructor(readonly missing: readonly string[]) {
    super(
      `DB_PREPARE is off and the role of SQL_DATABASE_URL does not set ${missing.join(', ')}: docs/connections.md has the ALTER ROLE.`,
    );
    this.name = 'SessionSettingsMissing';
  }
}
