import { checkedMigrations } from './checked-migrations.js';
import { refusedForms, type Finding } from './refused-forms.js';

const CREATE = 'CREATE TABLE gifts (id uuid PRIMARY KEY, name text)';

async function rulesBrokenBy(
  statements: readonly string[],
  isTransaction = true,
): Promise<readonly string[]> {
  const found = await refusedForms([{ name: '1-planted', statements, isTransaction }]);
  return found.map(({ rule }) => rule);
}

/** What is done, how, and the rule it breaks. */
const PLANTED = [
  ['an index that writers wait for', 'CREATE INDEX a ON users (bio)', 'require-concurrent-index-creation'],
  ['the like of it at its end', 'DROP INDEX a', 'require-concurrent-index-deletion'],
  ['a column every writer must know', 'ALTER TABLE users ADD a text NOT NULL', 'adding-required-field'],
  ['a search for NULL', 'ALTER TABLE users ALTER bio SET NOT NULL', 'adding-not-nullable-field'],
  ['a rewrite for a type', 'ALTER TABLE users ALTER bio TYPE varchar(9)', 'changing-column-type'],
  [
    'a rewrite for a default',
    'ALTER TABLE users ADD a uuid NOT NULL DEFAULT gen_random_uuid()',
    'adding-field-with-default',
  ],
  [
    'a rewrite for a computed column',
    'ALTER TABLE users ADD a text GENERATED ALWAYS AS (lower(email)) STORED',
    'adding-field-with-default',
  ],
  ['another name of a column', 'ALTER TABLE users RENAME bio TO about', 'renaming-column'],
  ['another name of a table', 'ALTER TABLE users RENAME TO people', 'renaming-table'],
  [
    'a check of all rows',
    `ALTER TABLE users ADD CONSTRAINT a CHECK (bio <> '')`,
    'constraint-missing-not-valid',
  ],
  [
    'a key built while nobody writes',
    'ALTER TABLE users ADD CONSTRAINT a UNIQUE (bio)',
    'disallowed-unique-constraint',
  ],
  [
    'a foreign key looked up for all rows',
    'ALTER TABLE users ADD CONSTRAINT a FOREIGN KEY (b) REFERENCES uploads',
    'adding-foreign-key-constraint',
  ],
  ['a misspelt statement', 'ALTER TABEL users ADD a text', 'syntax-error'],
  ['nothing to do', ' ', 'does-nothing'],
  [
    'a rule switched off',
    '-- squawk-ignore renaming-table\nALTER TABLE users RENAME TO people',
    'switched-off-rule',
  ],
] as const;

describe('refusedForms', () => {
  let found: readonly Finding[];

  beforeAll(async () => {
    found = await refusedForms(
      PLANTED.map(([name, statement]) => ({ name, statements: [statement], isTransaction: true })),
    );
  });

  it('finds none in our migrations', async () => {
    const migrations = await checkedMigrations();
    expect(migrations).not.toEqual([]);
    expect(await refusedForms(migrations)).toEqual([]);
  });

  it.each(PLANTED)('finds %s', (form, _statement, rule) => {
    expect(found.filter(({ name }) => name === form).map((each) => each.rule)).toContain(rule);
  });

  it('finds a concurrent index inside of a transaction, and lets it pass outside', async () => {
    const statements = ['DROP INDEX CONCURRENTLY IF EXISTS a', 'CREATE INDEX CONCURRENTLY a ON users (bio)'];
    expect(await rulesBrokenBy(statements, false)).toEqual([]);
    expect(await rulesBrokenBy(statements)).toEqual(['ban-concurrent-index-creation-in-transaction']);
  });

  it('lets a constraint pass that is checked for new rows first, and for old ones in a later transaction', async () => {
    const add = `ALTER TABLE users ADD CONSTRAINT a CHECK (bio IS NOT NULL) NOT VALID`;
    const validate = 'ALTER TABLE users VALIDATE CONSTRAINT a';
    expect(await rulesBrokenBy([add])).toEqual([]);
    expect(await rulesBrokenBy([validate, 'ALTER TABLE users ALTER bio SET NOT NULL'])).toEqual([]);
    expect(await rulesBrokenBy([add, validate])).toEqual(['constraint-missing-not-valid']);
  });

  it('lets anything be done to a table that the migration itself creates', async () => {
    const statements = [
      CREATE,
      'CREATE INDEX gifts_name ON gifts (name)',
      `ALTER TABLE gifts ADD CONSTRAINT gifts_name_check CHECK (name <> '')`,
    ];
    expect(await rulesBrokenBy(statements)).toEqual([]);
  });

  it('names the migration of each finding', async () => {
    const statements = ['CREATE INDEX a ON users (bio)'];
    const found = await refusedForms([
      { name: '1-a', statements, isTransaction: true },
      { name: '2-b', statements, isTransaction: false },
    ]);
    expect(found.map(({ name }) => name)).toEqual(['1-a', '2-b']);
  });
});
