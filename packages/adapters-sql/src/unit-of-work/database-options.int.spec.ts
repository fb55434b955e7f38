import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { DEFAULT_TIMEOUTS } from './database-options.js';

describe('DEFAULT_TIMEOUTS', () => {
  const own = useOwnDatabase({ migrated: false });

  it('waits for a lock until the server has recognised a deadlock', async () => {
    const { rows } = await own().admin.query<{ setting: string }>(
      `SELECT setting FROM pg_settings WHERE name = 'deadlock_timeout' AND unit = 'ms'`,
    );
    expect(DEFAULT_TIMEOUTS.lock).toBeGreaterThan(Number(rows[0]?.setting));
  });

  it('ends a wait on the server before the client gives the connection up', () => {
    expect(DEFAULT_TIMEOUTS.statement).toBeGreaterThan(DEFAULT_TIMEOUTS.lock);
    expect(DEFAULT_TIMEOUTS.query).toBeGreaterThan(DEFAULT_TIMEOUTS.statement);
  });
});
