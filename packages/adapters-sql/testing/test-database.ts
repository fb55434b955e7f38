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

export type TestDatabaseOptions = Omit<DatabaseOptions, 'url'>;

export interface OwnDatabaseOptions extends TestDatabaseOptions {
  /** Default true. */
  readonly migrated?: boolean;
}

/**
 * Borrows a migrated database without rows. There are as many as are open at once; each is used again and
 * again, so its schema must not be changed.
 */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const opened = await onServer(async (server) => {
    const name = await borrow(server, await server.template());
    return open(server.urlOf(name), options, () => server.close());
  });
  try {
    await opened.wipe();
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Makes a database that is dropped when it is closed, for tests that change the schema or kill backends. */
export async function createOwnDatabase({
  migrated = true,
  ...options
}: OwnDatabaseOptions = {}): Promise<TestDatabase> {
  return onServer(async (server) => {
    const name = server.nameOf('own', randomUUID().slice(0, 8));
    await server.create(name, migrated ? await server.template() : undefined);
    return open(server.urlOf(name), options, async () => {
      await server.drop(name);
      await server.close();
    });
  });
}

/** A connection that was left open would keep jest from ending. */
async function onServer<Result>(work: (server: TestServer) => Promise<Result>): Promise<Result> {
  const server = await TestServer.connect();
  try {
    return await work(server);
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function borrow(server: TestServer, template: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = template.replace('_template_', `_${number}_`);
    if (!(await server.tryLock(name))) continue;
    if (!(await server.exists(name))) await server.create(name, template);
    await server.preferIndexes(name);
    return name;
  }
}

async function open(
  url: string,
  options: TestDatabaseOptions,
  giveBack: () => Promise<void>,
): Promise<TestDatabase> {
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
