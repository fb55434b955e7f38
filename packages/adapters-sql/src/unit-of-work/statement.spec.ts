import { readFileSync } from 'node:fs';
import { sourceFiles, statementConstants, type StatementConstant } from '../../test/statement-constants.js';

const STATEMENTS = await statementConstants();
/** The texts under each name. */
const byName = new Map<string, Set<string>>();
for (const { name, text } of STATEMENTS) byName.set(name, (byName.get(name) ?? new Set<string>()).add(text));

/** Rows as whatever columns the table has today, in whatever order. `count(*)` and products are none. */
const EVERY_COLUMN = /\b(SELECT|RETURNING)\s+(DISTINCT\s+)?\*|[\w"]\.\*|,\s*\*/i;

const placeholders = ({ text }: StatementConstant) =>
  [...new Set([...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)))].sort((a, b) => a - b);

describe('the statements of the adapter', () => {
  it('are found, wherever they are put together', () => {
    expect(STATEMENTS.length).toBeGreaterThan(200);
    for (const name of ['users_find', 'order_views_customer_next', 'payments_claim_to_send', 'ping']) {
      expect(byName.has(name)).toBe(true);
    }
  });

  it('have names the server keeps whole', () => {
    expect(STATEMENTS.filter(({ name }) => !/^[a-z][a-z0-9_]{0,62}$/.test(name))).toEqual([]);
  });

  it('have each a name of its own', () => {
    const ambiguous = [...byName].filter(([, texts]) => texts.size > 1);
    expect(ambiguous).toEqual([]);
  });

  it('name the columns they read', () => {
    expect(STATEMENTS.filter(({ text }) => EVERY_COLUMN.test(text))).toEqual([]);
  });

  it('name them also where they are put together later', () => {
    const sources = sourceFiles().map((file) => [file, readFileSync(file, 'utf8')] as const);
    expect(
      sources.filter(([, text]) => /\b(SELECT|RETURNING)\s+\*|\}\.\*/.test(text)).map(([file]) => file),
    ).toEqual([]);
  });

  it.each([
    'SELECT * FROM orders',
    'SELECT DISTINCT * FROM orders',
    'SELECT o.* FROM orders o',
    'SELECT id, * FROM orders',
    'INSERT INTO orders (id) VALUES ($1) RETURNING *',
    'UPDATE orders o SET state = $1 RETURNING o.*',
  ])('would not be allowed to be %s', (text) => {
    expect(text).toMatch(EVERY_COLUMN);
  });

  it('number their placeholders without a gap, and take nothing by another way', () => {
    const gaps = STATEMENTS.filter((statement) =>
      placeholders(statement).some((number, at) => number !== at + 1),
    );
    expect(gaps).toEqual([]);
    expect(
      STATEMENTS.filter(({ text }) => /(?<!:):[a-z]\w*|\?(?![|&])|undefined|\[object|NaN/.test(text)),
    ).toEqual([]);
  });

  it('are one each, so that none does what its parameters do not say', () => {
    expect(STATEMENTS.filter(({ text }) => /;\s*\S/.test(text))).toEqual([]);
  });
});
