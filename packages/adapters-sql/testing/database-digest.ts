import { escapeIdentifier, type Client } from 'pg';

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What factories put behind a text that must be unlike all others. */
const UNIQUE = /(?<=\p{L}|\p{L} |_)\d+(?=")/gu;
const NUMBER = /2[KW]-\d\d-\d{6}/g;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g;
/** Who holds what, and nothing of what was done. */
const LEASE = ['lease', 'locked_until'];
/** Random, or counted in the order in which things happened to be done. */
const ARBITRARY = [
  ...['position', 'number', 'username', 'email', 'password_hash', 'full_name', 'provider_ref', 'event_key'],
  ...[
    'payer_msisdn_enc',
    'account_enc',
    'account_hmac',
    'document_number_enc',
    'document_number_hmac',
    'slug',
    'raw_body',
    'source_hash',
    'balance_after',
    'created_at',
    'updated_at',
  ],
];

/** Every row of every table, by table, without its lease. */
export function rowsOf(client: Client): Promise<Record<string, readonly string[]>> {
  return read(client, LEASE, (row) => row);
}

/** Likewise without what no two runs have in common: ids, moments and numbers. */
export function factsOf(client: Client): Promise<Record<string, readonly string[]>> {
  return read(client, [...LEASE, ...ARBITRARY], (row) =>
    row.replace(UUID, 'id').replace(INSTANT, 'then').replace(UNIQUE, '').replace(NUMBER, 'number'),
  );
}

async function read(
  client: Client,
  without: readonly string[],
  normal: (row: string) => string,
): Promise<Record<string, readonly string[]>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^((development|schema)_|slow_queries$)'
     ORDER BY 1`,
  );
  const digest: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await rowsIn(client, name, without);
    digest[name] = rows.map(normal).sort();
  }
  return digest;
}

/** The rows of one table, each as JSON. */
export async function rowsIn(
  client: Client,
  table: string,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ row: string }>(
    `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${escapeIdentifier(table)} t`,
    [without],
  );
  return rows.map(({ row }) => row);
}
