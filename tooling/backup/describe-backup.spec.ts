import { contentsOf, lineOf, sizeOf, tableOf } from './describe-backup.js';

const file = (path: string, bytes: number) => ({ path, bytes, sha256: 'ab' });
const MANIFEST = {
  ...({ format: 1, id: '20261124T020003Z-0a1b2c3d', environment: 'staging', lastOutboxId: 7n } as const),
  ...{ startedAt: new Date(0), finishedAt: new Date(0) },
  dumps: [
    {
      database: 'postgresql',
      ...{ serverVersion: '15.18', program: 'pg_dump 15.18', migrations: [] },
      counts: { orders: 1_200, users: 34 },
    },
  ],
  files: [file('postgresql/database.dump', 2_345_678), file('mongodb/x/messages.bson', 999)],
};

describe('what is said of a backup', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [2_345_678, '2.3 MB'],
    [7.5e15, '7500.0 TB'],
  ])('names %i bytes as people do', (bytes, expected) => {
    expect(sizeOf(bytes)).toBe(expected);
  });

  it('is a line in a list, and a line for each database', () => {
    expect(lineOf(MANIFEST)).toBe('20261124T020003Z-0a1b2c3d  staging      2.3 MB');
    expect(contentsOf(MANIFEST)).toEqual([
      '  postgresql 15.18, 2 tables, 1,234 rows, 0 migrations, 2.3 MB, by pg_dump 15.18',
    ]);
  });

  it('is a table of rules, with what breaks them', () => {
    expect(
      tableOf([
        { rule: 'books_balance', violations: 0, examples: [] },
        { rule: 'no_gaps', violations: 7, examples: ['chat a', 'chat b'] },
      ]),
    ).toEqual(['  ✓ books_balance  0', '  ✗ no_gaps        7', '      chat a', '      chat b']);
  });
});
