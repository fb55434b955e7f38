import { randomUUID } from 'node:crypto';
import { QueryNotExplainable, QueryPlans } from '@2krika/domain';
import { DatabaseError } from 'pg';
import type { PipelinedClient } from '../unit-of-work/pipelined-client.js';
import type { PooledStore } from '../unit-of-work/pooled-store.js';
import { translate } from '../unit-of-work/sql-errors.js';

/** From this version on the server plans a statement with its placeholders. */
const KNOWS_GENERIC_PLANS = 160_000;

const VERSION = `SELECT current_setting('server_version_num')::integer`;
const PARAMETERS = `SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = $1`;

/** What has a plan. Everything else either has none, or would be done by being prepared. */
const PLANNED = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;

/**
 * Asks the server for plans, in a transaction that may not write and is rolled back. A plan is only made: without
 * ANALYZE nothing is executed.
 */
export class SqlQueryPlans extends QueryPlans {
  constructor(private readonly store: PooledStore) {
    super();
  }

  async explain(text: string) {
    if (!PLANNED.test(text)) throw new QueryNotExplainable();
    const { pool } = this.store;
    const client = await pool.acquire();
    try {
      await client.query('BEGIN TRANSACTION READ ONLY');
      const [[version] = [0]] = await rowsOf<[number]>(client, VERSION);
      const plan = version >= KNOWS_GENERIC_PLANS ? explainGenerically : explainPrepared;
      return await plan(client, withPlaceholders(text));
    } catch (error) {
      throw isRefused(error)
        ? new QueryNotExplainable({ cause: error })
        : translate(error, { isConnectionLost: client.isLost });
    } finally {
      await client.query('ROLLBACK').catch(() => undefined);
      // With what it has prepared. This is rare, and what comes next finds a connection as new.
      pool.destroy(client);
    }
  }
}

async function explainGenerically(client: PipelinedClient, text: string): Promise<readonly string[]> {
  const lines = await rowsOf<[string]>(client, `EXPLAIN (GENERIC_PLAN, COSTS, VERBOSE OFF) ${text}`);
  return lines.map(([line]) => line);
}

async function explainPrepared(client: PipelinedClient, text: string): Promise<readonly string[]> {
  // Of a name nobody has: one that could not be removed again would be in the way of the next.
  const name = `explained_${randomUUID().replaceAll('-', '')}`;
  await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
  await rowsOf(client, `PREPARE ${name} AS ${text}`);
  const [[parameters] = [0]] = await rowsOf<[number]>(client, PARAMETERS, [name]);
  const values = Array<string>(parameters).fill('NULL').join(', ');
  const execute = `EXECUTE ${name}${parameters > 0 ? `(${values})` : ''}`;
  const lines = await rowsOf<[string]>(client, `EXPLAIN (COSTS, VERBOSE OFF) ${execute}`);
  await client.query(`DEALLOCATE ${name}`);
  return lines.map(([line]) => line);
}

/** By the extended protocol, which takes one statement: what is behind a semicolon is refused, not run. */
async function rowsOf<Row extends unknown[]>(
  client: PipelinedClient,
  text: string,
  values: readonly string[] = [],
): Promise<Row[]> {
  // A variable, because the driver's types leave `queryMode` out.
  const query = { text, values: [...values], rowMode: 'array' as const, queryMode: 'extended' };
  const { rows } = await client.query<Row>(query);
  return rows;
}

/** What a model of Sequelize wrote its values in has question marks there: those become placeholders as well. */
function withPlaceholders(text: string): string {
  const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  let last = Math.max(0, ...numbers);
  return text.replace(/;\s*$/, '').replaceAll(/(?<=[\s(,=])\?(?=[\s),;]|$)/g, () => `$${(last += 1)}`);
}

/** Syntax, types it cannot find out, names that are gone: the text is no statement of this schema. */
function isRefused(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code ?? '').startsWith('42');
}
