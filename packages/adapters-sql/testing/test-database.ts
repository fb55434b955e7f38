import { randomUUID } from 'node:crypto';
import { Database, type DatabaseOptions } from '@2krika/adapters-sql';
import type { Client } from 'pg';
import { connect, TestServer } from './test-server.js';
import { wipe } from './wipe.js';

/** A database that nobody else uses until it is closed. */
export interface TestDatabase {
  readonly url: string;
  /** Through which the product uses it. */
  readonly database: Database;
  /** Around the product: without its limits, and with every right. */
  readonly admin: Client;
  /** Removes every row. */
  wipe(): Promise<void>;
  /** Closes `database` and gives the rest back. @throws Error when a transaction was left open */
  close(): Promise<void>;
}

type Options = Omit<DatabaseOptions, 'url'>;

/**
 * Borrows a migrated database without rows. There are as many as are open at once; each is used again and
 * again, so its schema must not be changed.
 */
export async function openTestDatabase(options: Options = {}): Promise<TestDatabase> {
  const server = await TestServer.connect();
  const template = await server.template();
  const name = await borrow(server, template);
  const opened = await open(server.urlOf(name), options, () => server.close());
  await opened.wipe();
  return opened;
}

/** Makes a database that is dropped when it is closed, for tests that change the schema or kill backends. */
export async function createOwnDatabase({
  migrated = true,
  ...options
}: Options & { readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = await TestServer.connect();
  const name = server.nameOf('own', randomUUID().slice(0, 8));
  await server.create(name, migrated ? await server.template() : undefined);
  return open(server.urlOf(name), options, async () => {
    await server.drop(name);
    await server.close();
  });
}

async function borrow(server: TestServer, template: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = template.replace('_template_', `_${number}_`);
    if (!(await server.tryLock(name))) continue;
    if (!(await server.exists(name))) await server.create(name, template);
    return name;
  }
}

async function open(url: string, options: Options, giveBack: () => Promise<void>): Promise<TestDatabase> {
  const database = await Database.open({ ...options, url });
  const admin = await connect(url);
  return {
    url,
    database,
    admin,
    wipe: () => wipe(admin),
    close: async () => {
      const unfinished = database.unfinished();
      try {
        await database.close();
      } finally {
        await admin.end();
        await giveBack();
      }
      if (unfinished.length > 0) throw new Error(unfinished.join('\n\n'));
    },
  };
}
