import { Client } from 'pg';
import {
  COMMENTS,
  ENUMS,
  EXTENSIONS,
  FOREIGN_KEYS,
  FUNCTIONS,
  INDEXES,
  SEQUENCES,
  TABLES,
  TRIGGERS,
  UNKNOWN_OBJECTS,
  VIEWS,
} from './schema-catalogue.js';

const HEADER = `-- The schema all migrations lead to, written from the database's catalogue. Not edited by hand.
SET check_function_bodies = off;`;

/** In the order in which they can be created. */
const PARTS = [
  EXTENSIONS,
  ENUMS,
  FUNCTIONS,
  SEQUENCES,
  TABLES,
  FOREIGN_KEYS,
  INDEXES,
  VIEWS,
  TRIGGERS,
  COMMENTS,
];

/**
 * The schema as the statements that make it, the same text for the same schema. Rows and rights are left out.
 * @throws Error when there is something it cannot write down
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url, options: '-c search_path=public' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const unknown = await texts(client, UNKNOWN_OBJECTS);
    if (unknown.length > 0) throw new Error(`A schema dump has no words for: ${unknown.join(', ')}.`);
    const parts = [HEADER];
    for (const part of PARTS) parts.push(...(await texts(client, part)));
    return `${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

async function texts(client: Client, text: string): Promise<string[]> {
  const { rows } = await client.query<[text: string]>({ text, rowMode: 'array' });
  return rows.map(([first]) => first);
}
