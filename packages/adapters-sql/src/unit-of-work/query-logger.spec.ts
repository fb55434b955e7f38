import { withoutValues } from './query-logger.js';

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
