import type { RunStatement } from '../src/migrations/migration.js';

export const transaction = false;

/** Staff read the orders and withdrawals of everybody in the order of an index, from wherever they are. */
export async function up(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_created_at');
  await run('CREATE INDEX CONCURRENTLY orders_created_at ON orders (created_at, id)');
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_state');
  await run('CREATE INDEX CONCURRENTLY orders_state ON orders (state, created_at, id)');
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_state_created_at');
  await run('DROP INDEX CONCURRENTLY IF EXISTS withdrawals_created_at');
  await run('CREATE INDEX CONCURRENTLY withdrawals_created_at ON withdrawals (created_at, id)');
}

export async function down(run: RunStatement): Promise<void> {
  await run('DROP INDEX CONCURRENTLY IF EXISTS withdrawals_created_at');
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_state_created_at');
  await run('CREATE INDEX CONCURRENTLY orders_state_created_at ON orders (state, created_at)');
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_state');
  await run('DROP INDEX CONCURRENTLY IF EXISTS orders_created_at');
}
