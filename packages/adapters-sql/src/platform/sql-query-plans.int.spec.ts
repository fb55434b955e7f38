import { QueryNotExplainable } from '@2krika/domain';
import { queryPlansContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('plans of queries in PostgreSQL', () => {
  const open = useSqlStorage();

  queryPlansContract(open, {
    planned: {
      reads: 'SELECT title FROM services WHERE owner_id = $1 ORDER BY created_at LIMIT $2',
      changes: 'UPDATE services SET title = $2 WHERE id = $1',
      inserts: 'INSERT INTO job_runs (job, scheduled_for) VALUES ($1, $2)',
      removes: 'DELETE FROM job_runs WHERE job = $1',
      'has several parts': 'WITH own AS (SELECT id FROM services WHERE id = $1) SELECT id FROM own',
    },
    unplanned: ['COMMIT', 'BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE', 'LOCK TABLE services'],
  });

  const jobRuns = async () => {
    const { database } = await open();
    const COUNT = { name: 'job_runs_count', text: 'SELECT count(*) FROM job_runs' } as const;
    return database.session().row<[count: bigint]>(COUNT);
  };

  it('are those of the index, and for no value', async () => {
    const { queryPlans } = await open();
    const plan = (await queryPlans.explain('SELECT full_name FROM users WHERE id = $1')).join('\n');
    expect(plan).toContain('users_pkey');
    expect(plan).toContain('id = $1');
  });

  it.each([
    [
      'a model wrote',
      `SELECT "id" FROM "users" AS "User" WHERE "User"."email" = ? AND "User"."id" IN (?) LIMIT ?;`,
    ],
    ['a model wrote with values beside it', 'UPDATE "users" SET "full_name"=$1 WHERE "id" = ?'],
  ])('are made of what %s', async (_, text) => {
    const { queryPlans } = await open();
    const plan = (await queryPlans.explain(text)).join('\n');
    expect(plan).toMatch(/users/);
    expect(plan).toMatch(/\$\d/);
  });

  it('are made without running anything, and nothing is written', async () => {
    const { queryPlans } = await open();
    const before = await jobRuns();
    const insert = `INSERT INTO job_runs (job, scheduled_for) VALUES ('planned', now())`;
    expect((await queryPlans.explain(insert)).join()).not.toContain('actual');
    expect((await queryPlans.explain('SELECT pg_sleep($1)')).join()).not.toContain('actual');
    expect(await jobRuns()).toEqual(before);
  });

  it.each([
    ['two statements', 'SELECT id FROM users; DROP TABLE job_runs'],
    ['what is no statement', 'SELECT id FROM users WHERE'],
    ['a table that is not there', 'SELECT id FROM customers'],
  ])('are refused for %s', async (_, text) => {
    const { queryPlans } = await open();
    await expect(queryPlans.explain(text)).rejects.toThrow(QueryNotExplainable);
    expect(await jobRuns()).toEqual([expect.any(BigInt)]);
  });

  it('leave no connection in use, whatever became of them', async () => {
    const { queryPlans, database } = await open();
    await queryPlans.explain('SELECT id FROM users WHERE id = $1');
    await queryPlans.explain('SELECT nothing FROM users').catch(() => undefined);
    expect(database.pools().main.inUse).toBe(0);
  });
});
