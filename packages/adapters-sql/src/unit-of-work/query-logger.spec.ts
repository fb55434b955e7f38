import { foldStatement, withoutValues } from './query-logger.js';

describe('withoutValues', () => {
  it.each([
    [`Executed (default): SELECT 1`, `SELECT ?`],
    [`WHERE "email" = 'ama@example.org' AND "age" > 41.5;`, `WHERE "email" = ? AND "age" > ?;`],
    [`WHERE name = 'O''Brien' OR name = 'plain'`, `WHERE name = ? OR name = ?`],
    [`WHERE path = E'a\\'b' LIMIT 20`, `WHERE path = ? LIMIT ?`],
    [`VALUES ($1,$2) RETURNING "address2", line_1`, `VALUES ($1,$2) RETURNING "address2", line_1`],
    [`SET amount = -5`, `SET amount = ?`],
  ])('makes %s be %s', (sql, expected) => {
    expect(withoutValues(sql)).toBe(expected);
  });
});

describe('foldStatement', () => {
  it.each([
    [
      'its values',
      `SELECT a FROM t WHERE b = 'x' AND c = 3`,
      `SELECT a FROM t WHERE b = 'it''s' AND c = 41.5`,
    ],
    ['the length of a list', 'SELECT a FROM t WHERE b IN (1, 2,3)', 'SELECT a FROM t WHERE b IN (4)'],
    ['a list of placeholders', 'SELECT a FROM t WHERE b IN ($1, $2)', 'SELECT a FROM t WHERE b IN ($1)'],
    ['how many rows it writes', `INSERT INTO t VALUES (1, 'a'), (2, 'b')`, `INSERT INTO t VALUES ($1, $2)`],
    ['where its lines break', 'SELECT a\n      FROM t;', 'SELECT a FROM t'],
  ])('is the same whatever %s', (_, one, other) => {
    expect(foldStatement(one)).toBe(foldStatement(other));
  });

  it.each([
    ['the columns', 'SELECT a FROM t', 'SELECT b FROM t'],
    ['names that end in a number', 'SELECT line_1 FROM t', 'SELECT line_2 FROM t'],
    ['the condition', 'SELECT a FROM t WHERE b = $1', 'SELECT a FROM t WHERE b > $1'],
  ])('tells %s apart', (_, one, other) => {
    expect(foldStatement(one)).not.toBe(foldStatement(other));
  });
});
