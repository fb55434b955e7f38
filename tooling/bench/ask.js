/** @import { Pool, PoolClient, QueryConfig } from 'pg' */

/**
 * @template Row what the statement reads; the caller's word is taken for it
 * @param {Pool | PoolClient} where
 * @param {QueryConfig & { rowMode?: 'array' }} query
 * @returns {Promise<Row[]>}
 */
export async function ask(where, query) {
  const { rows } = await where.query(query);
  /** @type {unknown[]} */
  const found = rows;
  return /** @type {Row[]} */ (found);
}
