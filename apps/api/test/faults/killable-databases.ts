import { fileURLToPath } from 'node:url';
import { throwAwayFolder } from '../../../../tooling/dev-databases/data-folder.js';
import { embeddedPostgres, ensureDatabase } from '../../../../tooling/dev-databases/embedded-postgres.js';
import { firstThatWorks } from '../../../../tooling/dev-databases/first-that-works.js';
import { findMongod, mongod } from '../../../../tooling/dev-databases/mongod.js';
import type { ServerProcess } from '../../../../tooling/dev-databases/server-process.js';
import { standInMongo } from '../../../../tooling/dev-databases/stand-in-mongo.js';

const CACHE = fileURLToPath(new URL('../../../../.cache', import.meta.url));
const NAME = '2krika_test';

/** Two empty servers of our own: those of the whole run belong to every suite. */
export interface KillableDatabases {
  readonly postgres: ServerProcess;
  readonly mongo: ServerProcess;
  /** What the apps are told of them. */
  readonly environment: Readonly<Record<'SQL_DATABASE_URL_TEST' | 'MONGO_DATABASE_URL', string>> & {
    readonly MONGO_DATABASE_NAME_TEST: string;
  };
  stop(): Promise<void>;
}

export async function startKillableDatabases(): Promise<KillableDatabases> {
  const folder = throwAwayFolder();
  const [postgres, mongo] = await Promise.all([
    embeddedPostgres({ folder: folder.path, throwAway: true }),
    mongoServer(folder.path),
  ]);
  await Promise.all([postgres.server.start(), mongo.start()]);
  await ensureDatabase(postgres, NAME);
  return {
    postgres: postgres.server,
    mongo,
    environment: {
      SQL_DATABASE_URL_TEST: postgres.urlOf(NAME),
      MONGO_DATABASE_URL: `mongodb://127.0.0.1:${mongo.port}`,
      MONGO_DATABASE_NAME_TEST: NAME,
    },
    stop: async () => {
      await Promise.all([postgres.server.stop(), mongo.stop()]);
      folder.release();
    },
  };
}

async function mongoServer(folder: string): Promise<ServerProcess> {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const { found } = await firstThatWorks('No MongoDB server that can be killed can be had.', [
    async () => mongod({ path: (await findMongod(process.env, log)).path, folder: `${folder}/mongod` }),
    () => standInMongo({ folder: `${folder}/stand-in`, cacheFolder: CACHE, env: process.env, log }),
  ]);
  return found;
}
