import pg from 'pg';

/** @import { ClientBase, Pool, QueryConfig } from 'pg' */

/**
 * @template Row what the statement reads; the caller's word is taken for it
 * @param {Pool | ClientBase} where
 * @param {QueryConfig & { rowMode?: 'array' }} query
 * @returns {Promise<Row[]>}
 */
export async function ask(where, query) {
  const { rows } = await where.query(query);
  /** @type {unknown[]} */
  const found = rows;
  return /** @type {Row[]} */ (found);
}

/**
 * @param {string} connectionString
 * @param {(client: pg.Client) => Promise<unknown>} work
 */
export async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
