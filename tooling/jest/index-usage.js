import { Client } from 'pg';

/** Indexes that no statement of the tests is led by, each with what it is for all the same. */
export const KEPT_UNUSED = /** @type {Readonly<Record<string, string>>} */ ({
  services_status_category_id:
    'The requirements name it; the lists that are left read the services of a category by a shorter one.',
});

/** Copies of the template, one for each that is open at once: `…_1a2b3c4d_2_test`. */
const CLONES = `SELECT datname AS name FROM pg_database WHERE datname ~ '_[0-9a-f]{8}_[0-9]+_test$' ORDER BY 1`;

/** Those that are there to be read by: unique ones guard a rule, and every foreign key must have one. */
const SCANS = `
  SELECT s.indexrelname AS name, s.idx_scan AS scans
  FROM pg_stat_user_indexes s JOIN pg_index i ON i.indexrelid = s.indexrelid
  WHERE NOT i.indisunique AND s.schemaname = 'public' AND NOT EXISTS (
    SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = i.indrelid AND k.conkey[1] = i.indkey[0])`;

/**
 * Sums up, over all databases that tests shared, how often each index was read by.
 *
 * @param {string} url of the server tests run on
 * @param {Readonly<Record<string, string>>} [kept]
 * @returns {Promise<readonly string[]>} a line for each index that nothing is read by, and for each name among those
 *   that are kept which is none; none when no test opened a database
 */
export async function indexFaults(url, kept = KEPT_UNUSED) {
  /** @type {Map<string, number>} */
  const scans = new Map();
  for (const database of await query(url, CLONES)) {
    const { href } = Object.assign(new URL(url), { pathname: `/${database.name}` });
    for (const index of await query(href, SCANS)) {
      scans.set(index.name, (scans.get(index.name) ?? 0) + Number(index.scans));
    }
  }
  if (scans.size === 0) return [];
  const unused = [...scans].filter(([name, found]) => found === 0 && kept[name] === undefined);
  return [
    ...unused.map(([name]) => `No statement of the tests reads by the index ${name}.`),
    ...Object.keys(kept)
      .filter((name) => !scans.has(name))
      .map((name) => `There is no index ${name} to keep.`),
  ].sort();
}

/**
 * @param {string} url
 * @param {string} text
 * @returns {Promise<readonly { name: string, scans?: string }[]>}
 */
async function query(url, text) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    /** @type {import('pg').QueryResult<{ name: string, scans?: string }>} */
    const { rows } = await client.query(text);
    return rows;
  } finally {
    await client.end();
  }
}
