import { Client } from 'pg';

/** Quoted by the server: the name of a database is no value. */
const NAMED = 'SELECT format($1, $2::text) AS text';
const CREATE = 'CREATE DATABASE %I TEMPLATE template0';
const DROP = 'DROP DATABASE IF EXISTS %I WITH (FORCE)';

const LEFTOVERS = `SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1) ORDER BY 1`;

/** A database to restore into and throw away, beside the one it is for. */
export interface ScratchDatabase {
  readonly url: string;
  /** Drops it, whoever is connected. */
  drop(): Promise<void>;
}

/**
 * Makes an empty one on the same server, and removes those that others who were killed left behind: there is one at a
 * time. The role needs the right to create databases.
 * @param id what tells it from others, in letters and digits
 */
export async function createScratchDatabase(url: string, id: string): Promise<ScratchDatabase> {
  const prefix = `${decodeURIComponent(new URL(url).pathname.slice(1))}_drill_`;
  const name = prefix + id;
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(LEFTOVERS, [prefix]);
    for (const leftover of rows) await runNamed(client, DROP, leftover.name);
    await runNamed(client, CREATE, name);
  });
  const scratch = new URL(url);
  scratch.pathname = `/${encodeURIComponent(name)}`;
  return { url: scratch.href, drop: () => onServer(url, (client) => runNamed(client, DROP, name)) };
}

async function runNamed(client: Client, statement: string, name: string): Promise<void> {
  const { rows } = await client.query<{ text: string }>(NAMED, [statement, name]);
  for (const { text } of rows) await client.query(text);
}

async function onServer(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: '2krika-drill' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
