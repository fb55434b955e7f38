import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { foreignKeysWithoutIndex, redundantIndexes } from '../../test/schema-checks.js';

const PARENTS = 'CREATE TABLE parents (id uuid PRIMARY KEY)';

describe('the indexes of the schema', () => {
  const own = useOwnDatabase();

  /** What a check finds once this was added to the schema, which is put back afterwards. */
  async function foundAfter(
    check: typeof redundantIndexes,
    ...statements: readonly string[]
  ): Promise<readonly string[]> {
    await own().admin.query('BEGIN');
    try {
      for (const statement of statements) await own().admin.query(statement);
      return await check(own().admin);
    } finally {
      await own().admin.query('ROLLBACK');
    }
  }

  it('serve every foreign key', async () => {
    expect(await foreignKeysWithoutIndex(own().admin)).toEqual([]);
  });

  it.each([
    ['no index', []],
    ['an index that begins with another column', ['CREATE INDEX ON children (name, parent_id)']],
    ['an index of some rows', [`CREATE INDEX ON children (parent_id) WHERE name <> ''`]],
  ])('do not serve a foreign key that has %s', async (_, statements) => {
    const children = 'CREATE TABLE children (parent_id uuid CONSTRAINT bare REFERENCES parents, name text)';
    expect(await foundAfter(foreignKeysWithoutIndex, PARENTS, children, ...statements)).toEqual(['bare']);
  });

  it.each([
    ['an index that begins with it', ['CREATE INDEX ON children (parent_id, name)']],
    [
      'an index of the rows that have it',
      ['CREATE INDEX ON children (parent_id) WHERE parent_id IS NOT NULL'],
    ],
    ['a key', ['ALTER TABLE children ADD UNIQUE (parent_id)']],
  ])('serve a foreign key that has %s', async (_, statements) => {
    const children = 'CREATE TABLE children (parent_id uuid REFERENCES parents, name text)';
    expect(await foundAfter(foreignKeysWithoutIndex, PARENTS, children, ...statements)).toEqual([]);
  });

  it.each([
    ['orders', '(state, created_at'],
    ['services', '(status, category_id'],
    ['transactions', '(user_id, created_at'],
    ['users', '(email)'],
  ])('are those that were asked for: %s %s', async (table, columns) => {
    const { rows } = await own().admin.query<{ definition: string }>(
      'SELECT indexdef AS definition FROM pg_indexes WHERE tablename = $1',
      [table],
    );
    expect(rows.map(({ definition }) => definition).filter((each) => each.includes(columns))).toHaveLength(1);
  });

  it('are all needed', async () => {
    expect(await redundantIndexes(own().admin)).toEqual([]);
  });

  it.each([
    ['the same again', 'CREATE INDEX twice ON users (email) WHERE deleted_at IS NULL', 'twice'],
    ['the beginning of another', 'CREATE INDEX short ON orders (state)', 'short'],
    ['the beginning of a key', 'CREATE INDEX short ON deliveries (order_id)', 'short'],
    [
      'a key of its own over the columns of one',
      'ALTER TABLE orders ADD CONSTRAINT again UNIQUE (number)',
      'again',
    ],
    [
      'one that a new one makes superfluous',
      'CREATE INDEX long ON sessions (user_id, id)',
      'sessions_user_id',
    ],
  ])('are too many with %s', async (_, statement, name) => {
    expect(await foundAfter(redundantIndexes, statement)).toEqual([name]);
  });

  it.each([
    ['another order', 'CREATE INDEX other ON orders (state DESC)'],
    ['other rows', `CREATE INDEX other ON orders (state) WHERE state = 'delivered'`],
    ['a rule that a longer one does not guard', 'CREATE UNIQUE INDEX other ON sessions (user_id)'],
    ['another method', 'CREATE INDEX other ON sessions USING hash (user_id)'],
  ])('are not too many with %s', async (_, statement) => {
    expect(await foundAfter(redundantIndexes, statement)).not.toContain('other');
  });
});
