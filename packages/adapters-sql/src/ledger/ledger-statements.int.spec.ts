import { useOwnDatabase } from '../../testing/index.js';
import { LOCK_ACCOUNTS, OPEN_ACCOUNTS, UNLOCKED_ACCOUNTS } from './ledger-statements.js';

const ACCOUNTS = 20_000;

const FILL = `INSERT INTO accounts (code, owner_type, owner_id, currency, normal_side, is_constrained, posted_debits,
    posted_credits, created_at, updated_at)
  SELECT 'seller_pending', 'user', gen_random_uuid(), 'XAF', 'credit', true, 0, 0, now(), now()
  FROM generate_series(1, $1::integer)`;

describe('the statements of the ledger', () => {
  const opened = useOwnDatabase();

  beforeAll(async () => {
    const { admin } = opened();
    await admin.query(FILL, [ACCOUNTS]);
    await admin.query('ANALYZE accounts');
    // The plan that a prepared statement keeps, whatever the accounts are.
    await admin.query('SET plan_cache_mode = force_generic_plan');
  });

  it.each([
    { statement: LOCK_ACCOUNTS, values: "'{seller_pending}', '{someone}', '{XAF}'" },
    { statement: UNLOCKED_ACCOUNTS, values: "'{bank}', '{NULL}', '{XAF}'" },
    { statement: OPEN_ACCOUNTS, values: "'{bank}', '{NULL}', '{XAF}', '{platform}', '{debit}', '{false}'" },
  ])(
    '$statement.name looks its accounts up, however many there are',
    async ({ statement: { name, text }, values }) => {
      const { admin } = opened();
      await admin.query(`PREPARE ${name} AS ${text}`);
      const { rows } = await admin.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE ${name} (${values})`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('accounts_key');
      expect(plan).not.toContain('Seq Scan on accounts');
    },
  );

  it('locks none of the accounts while one of them is not there: whoever opens it may want the others', async () => {
    const { admin, database } = opened();
    const { rows } = await admin.query<{ id: string; owner: string }>(
      'SELECT id, owner_id AS owner FROM accounts LIMIT 1',
    );
    const [{ id, owner } = { id: '', owner: '' }] = rows;
    const lockIt = () => admin.query('SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [id]);
    const transaction = await database.begin();
    try {
      const lock = (...codes: string[]) =>
        transaction
          .session()
          .rowsForUpdate(LOCK_ACCOUNTS, [codes, codes.map(() => owner), codes.map(() => 'XAF')]);
      expect(await lock('seller_pending', 'seller_available')).toEqual([]);
      await lockIt();
      expect(await lock('seller_pending')).toHaveLength(1);
      await expect(lockIt()).rejects.toMatchObject({ code: '55P03' });
    } finally {
      await transaction.rollback();
    }
  });
});
