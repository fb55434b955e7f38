import type { SystemClock } from '@2krika/adapters-node';
import { SECOND } from '@2krika/domain';
import type { Config } from './config.js';
import { LocalDevelopmentClock, SharedDevelopmentClock, type DevelopmentClock } from './development.js';
import type { Logger } from './logger.js';
import type { MessageStorage, Storage } from './ports.js';
import { HeardWakeUps, NoWakeUps, type WakeUps } from './wake-ups.js';

/** A store that can be asked whether it answers. */
export interface StoreCheck {
  readonly name: string;
  /** @throws when it does not answer */
  check(): Promise<void>;
}

/** Everything that keeps data, opened. */
export interface Stores {
  readonly storage: Storage;
  readonly messageStorage: MessageStorage;
  readonly checks: readonly StoreCheck[];
  readonly wakeUps: WakeUps;
  /** The clock that development moves; null in production, where nobody does. */
  readonly developmentClock: DevelopmentClock | null;
  /** Lets what is under way finish, then ends every connection. */
  close(): Promise<void>;
}

export type Persistence = 'sql+mongo' | 'memory';

/** A statement that takes longer is worth a look. Milliseconds. */
const SLOW = SECOND / 4;

/** Opens what the process keeps its data in. The adapters are loaded only when they are asked for. */
export async function openStores(
  persistence: Persistence,
  config: Config,
  clock: SystemClock,
  logger: Logger,
): Promise<Stores> {
  return persistence === 'memory' ? openMemoryStores(clock) : openDatabases(config, clock, logger);
}

async function openMemoryStores(clock: SystemClock): Promise<Stores> {
  const { inMemoryMessageStorage, inMemoryStorage } = await import('./memory.js');
  const storage = inMemoryStorage();
  const messageStorage = inMemoryMessageStorage();
  return {
    storage,
    messageStorage,
    developmentClock: new LocalDevelopmentClock(clock),
    wakeUps: new NoWakeUps(),
    checks: [
      {
        name: 'memory',
        check: async () => {
          storage.database.assertOnline();
        },
      },
      {
        name: 'message-memory',
        check: async () => {
          messageStorage.database.assertOnline();
        },
      },
    ],
    close: () => Promise.resolve(),
  };
}

async function openDatabases(
  { sql, mongo, stage }: Config,
  clock: SystemClock,
  logger: Logger,
): Promise<Stores> {
  const { Database, DevelopmentClockStore, sqlStorage, WakeUpListener } =
    await import('@2krika/adapters-sql');
  const { MongoConnection, mongoStorage } = await import('@2krika/adapters-mongo');
  const database = await Database.open({
    ...sql,
    queryLogger: {
      query(text, milliseconds) {
        if (milliseconds >= SLOW) logger.warn({ text, milliseconds }, 'slow statement');
        else logger.debug({ text, milliseconds }, 'statement');
      },
    },
    onUnfinished: (origin) => logger.error({ origin }, 'a transaction was neither committed nor rolled back'),
  });
  const wakeUps = new HeardWakeUps((onWakeUp) => new WakeUpListener({ url: sql.url, onWakeUp }));
  const connection = MongoConnection.open({ ...mongo, logger });
  const developmentClock =
    stage === 'production'
      ? null
      : await SharedDevelopmentClock.start(clock, new DevelopmentClockStore(database.reserved), logger);
  return {
    storage: sqlStorage(database),
    messageStorage: mongoStorage(connection),
    developmentClock,
    wakeUps,
    checks: [
      { name: 'postgresql', check: () => database.ping() },
      { name: 'mongodb', check: () => connection.ping() },
    ],
    async close() {
      await Promise.all([developmentClock?.close(), wakeUps.close()]);
      await Promise.all([database.close(), connection.close()]);
    },
  };
}
