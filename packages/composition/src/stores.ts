import type { SystemClock } from '@2krika/adapters-node';
import type { PoolState } from '@2krika/adapters-sql';
import type { QueryStore } from '@2krika/domain';
import { PATIENT } from './backup/patience.js';
import type { Config } from './config.js';
import { LocalDevelopmentClock, SharedDevelopmentClock, type DevelopmentClock } from './development.js';
import type { Logger } from './logger.js';
import type { MessageStorage, Storage } from './ports.js';
import { SlowQueryKeeper } from './slow-queries/slow-query-keeper.js';
import { SlowQueryTally } from './slow-queries/slow-query-tally.js';
import type { StatementObserver } from './statements.js';
import { HeardWakeUps, NoWakeUps, type WakeUps } from './wake-ups.js';

/** A store that can be asked whether it answers. */
export interface StoreCheck {
  readonly name: string;
  /** @throws when it does not answer */
  check(): Promise<void>;
}

/** How the connections of each pool are used. */
export type Pools = Readonly<Record<string, PoolState>>;

/** Everything that keeps data, opened. */
export interface Stores {
  readonly storage: Storage;
  readonly messageStorage: MessageStorage;
  readonly checks: readonly StoreCheck[];
  pools(): Pools;
  readonly wakeUps: WakeUps;
  /** The clock that development moves; null in production, where nobody does. */
  readonly developmentClock: DevelopmentClock | null;
  /** Lets what is under way finish, then ends every connection. */
  close(): Promise<void>;
}

export type Persistence = 'sql+mongo' | 'memory';

export interface StoresOptions {
  readonly config: Config;
  readonly clock: SystemClock;
  readonly logger: Logger;
  readonly statements: StatementObserver;
}

/** Opens what the process keeps its data in. The adapters are loaded only when they are asked for. */
export async function openStores(persistence: Persistence, options: StoresOptions): Promise<Stores> {
  return persistence === 'memory' ? openMemoryStores(options.clock) : openDatabases(options);
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
    pools: () => ({}),
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

async function openDatabases({ config, clock, logger, statements }: StoresOptions): Promise<Stores> {
  const { sql, mongo, stage } = config;
  const {
    Database,
    DevelopmentClockStore,
    foldStatement,
    PooledStore,
    sqlIntegrity,
    sqlStorage,
    WakeUpListener,
  } = await import('@2krika/adapters-sql');
  const { MongoConnection, mongoStorage } = await import('@2krika/adapters-mongo');
  const tally = new SlowQueryTally();
  const watch = watcher(config.slowQuery, { tally, logger, statements });
  const database = await Database.open({
    ...sql,
    queryLogger: {
      query(text, milliseconds, rows) {
        watch('postgresql', { text: () => text, kindOf: foldStatement, milliseconds, rows });
      },
    },
    onUnfinished: (origin) => logger.error({ origin }, 'a transaction was neither committed nor rolled back'),
  });
  // What looks at everything there is takes longer than anybody waits, and takes no connection from those who do.
  const patient = new PooledStore({
    ...{ url: sql.url, applicationName: '2krika-checks', pool: { max: 2 }, timeouts: PATIENT },
  });
  const wakeUps = new HeardWakeUps((onWakeUp) => new WakeUpListener({ url: sql.url, onWakeUp }));
  const connection = MongoConnection.open({
    ...mongo,
    logger,
    commandLogger: {
      command(shape, milliseconds, documents) {
        watch('mongodb', { text: shape, kindOf: (text) => text, milliseconds, rows: documents });
      },
    },
  });
  const storage = { ...sqlStorage(database), ...sqlIntegrity(patient) };
  const keeper = new SlowQueryKeeper(tally, storage.slowQueries, clock, logger);
  const closeDatabases = async () => {
    await keeper.close();
    await Promise.all([database.close(), patient.close(), connection.close()]);
  };
  try {
    const developmentClock =
      stage === 'production'
        ? null
        : await SharedDevelopmentClock.start(clock, new DevelopmentClockStore(database.reserved), logger);
    return {
      storage,
      messageStorage: mongoStorage(connection),
      developmentClock,
      wakeUps,
      pools: () => database.pools(),
      checks: [
        { name: 'postgresql', check: () => database.ping() },
        { name: 'mongodb', check: () => connection.ping() },
      ],
      async close() {
        await Promise.all([developmentClock?.close(), wakeUps.close()]);
        await closeDatabases();
      },
    };
  } catch (error) {
    // What was opened would keep the process alive.
    await closeDatabases();
    throw error;
  }
}

interface EndedStatement {
  readonly text: () => string;
  /** What it has in common with those that differ in values alone. */
  readonly kindOf: (text: string) => string;
  readonly milliseconds: number;
  readonly rows: number;
}

interface Watchers {
  readonly tally: SlowQueryTally;
  readonly logger: Logger;
  readonly statements: StatementObserver;
}

/** Has every statement observed, and those that are slow counted and told. A fast one costs a comparison. */
function watcher(threshold: number, { tally, logger, statements }: Watchers) {
  return (store: QueryStore, { text, kindOf, milliseconds, rows }: EndedStatement) => {
    statements.statement(store, milliseconds);
    if (milliseconds < threshold) return;
    const told = text();
    logger.warn({ store, text: told, milliseconds, rows }, 'slow statement');
    tally.count({ store, text: told, kind: kindOf(told), milliseconds, rows });
  };
}
