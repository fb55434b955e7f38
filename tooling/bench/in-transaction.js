/** @import { Pool, PoolClient } from 'pg' */

/**
 * @param {Pool} pool
 * @param {(client: PoolClient) => Promise<void>} work begins the transaction itself, alone or with its first statements
 */
export async function inTransaction(pool, work) {
  const client = await pool.connect();
  try {
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
