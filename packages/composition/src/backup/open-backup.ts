import { LocalBackupStore, SystemClock, UuidGenerator } from '@2krika/adapters-node';
import {
  CheckStores,
  MakeBackup,
  PostSystemMessage,
  RelayMessages,
  ReplayEvents,
  RestoreBackup,
  RewindChats,
  type BackupManifest,
  type BackupStore,
  type OutboxHistory,
  type RuleReport,
} from '@2krika/domain';
import type { BackupConfig } from './backup-config.js';
import { PATIENT } from './patience.js';

/** What the stores needed to agree again after a restore. */
export interface Recovery {
  /** Events that the chats were told again. */
  readonly replayedEvents: number;
  /** Messages that were announced to the rest of the platform. */
  readonly announcedMessages: number;
  /** Chats that showed a message which is gone. */
  readonly rewoundChats: number;
}

/** Backups of the databases a configuration names. */
export interface OpenBackup {
  readonly backups: BackupStore;
  readonly makeBackup: MakeBackup;
  readonly restoreBackup: RestoreBackup;
  /** Brings both databases to the schema of this release. @throws Error when a migration fails */
  migrate(log: (line: string) => void): Promise<void>;
  /** Brings the stores together again once both were restored and migrated. @throws Unavailable */
  recover(manifest: BackupManifest): Promise<Recovery>;
  /** Proves the books and compares the stores: a report for each rule. @throws Unavailable */
  check(): Promise<readonly RuleReport[]>;
  close(): Promise<void>;
}

export async function openBackup(config: BackupConfig): Promise<OpenBackup> {
  const { Database, DevelopmentClockStore, sqlStorage } = await import('@2krika/adapters-sql');
  const { MongoConnection, mongoStorage } = await import('@2krika/adapters-mongo');
  const database = await Database.open({
    url: config.sqlUrl,
    applicationName: '2krika-backup',
    pool: { max: 2 },
    timeouts: PATIENT,
  });
  // Not before it is needed: a restore into a server that is just being made must not be in its own way.
  let connection: ReturnType<typeof MongoConnection.open> | null = null;
  const storage = sqlStorage(database);
  const messageStorage = async () => {
    connection ??= MongoConnection.open(config.mongo);
    await connection.connected();
    return mongoStorage(connection);
  };
  const { backups, messages, records } = await backupParts(config);
  return {
    backups,
    makeBackup: await makeBackup(config, storage.outboxHistory),
    restoreBackup: new RestoreBackup(backups, messages, records, config.stage),
    async migrate(log) {
      const { Migrator: SqlMigrator } = await import('@2krika/adapters-sql');
      const { Migrator: MongoMigrator } = await import('@2krika/adapters-mongo');
      await new SqlMigrator({ url: config.sqlUrl, log }).up();
      await new MongoMigrator({ ...config.mongo, log }).up();
    },
    async recover({ lastOutboxId }) {
      const clock = new SystemClock();
      // Business time goes on from where it was moved to.
      clock.moveAheadBy(await new DevelopmentClockStore(database.reserved).read());
      const store = await messageStorage();
      const { unitOfWork, outboxHistory, chatIntegrity, chats } = storage;
      const tell = new PostSystemMessage(store.messages, new UuidGenerator(), clock);
      const relay = new RelayMessages(store.messages, unitOfWork, { fraction: Math.random }, clock);
      const rewind = new RewindChats(chatIntegrity, store.messageIntegrity, store.messages, chats, clock);
      const replayedEvents = await new ReplayEvents(outboxHistory, tell).execute({ after: lastOutboxId });
      let announcedMessages = 0;
      for (let taken = -1; taken !== 0; announcedMessages += taken) taken = await relay.execute();
      return { replayedEvents, announcedMessages, rewoundChats: await rewind.execute() };
    },
    async check() {
      const { messageIntegrity } = await messageStorage();
      return [
        ...(await storage.ledgerProof.check()),
        ...(await new CheckStores(storage.chatIntegrity, messageIntegrity).execute()),
      ];
    },
    async close() {
      await Promise.all([database.close(), connection?.close()]);
    },
  };
}

/** @param outbox of the same database */
export async function makeBackup(config: BackupConfig, outbox: OutboxHistory): Promise<MakeBackup> {
  const { backups: store, messages, records } = await backupParts(config);
  return new MakeBackup({
    store,
    ...{ outbox, messages, records },
    // Not business time, which development moves: a backup is of the night in which it was made.
    clock: new SystemClock(),
    ids: new UuidGenerator(),
    environment: config.stage,
  });
}

async function backupParts({ sqlUrl, mongo, folder }: BackupConfig) {
  const { PostgresDump } = await import('@2krika/adapters-sql');
  const { MongoDump } = await import('@2krika/adapters-mongo');
  return {
    backups: new LocalBackupStore(folder),
    messages: new MongoDump(mongo),
    records: new PostgresDump({ url: sqlUrl }),
  };
}
