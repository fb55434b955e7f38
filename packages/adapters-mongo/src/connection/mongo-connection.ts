import { setTimeout as pause } from 'node:timers/promises';
import { SECOND, type Duration } from '@2krika/domain';
import { Mongoose, type Connection, type ConnectOptions } from 'mongoose';
import { monitorCommands, type CommandLogger } from './command-monitor.js';
import { translate, unavailable } from './mongo-errors.js';

/** Told what becomes of the connection. Fields first, then one sentence. */
export interface ConnectionLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface MongoOptions {
  readonly url: string;
  readonly databaseName: string;
  readonly logger?: ConnectionLogger;
  readonly commandLogger?: CommandLogger;
}

/** Nobody waits longer for an answer, so that a request can say within three seconds that there is none. */
const PATIENCE: Duration = 2.5 * SECOND;
const RECONNECT_PAUSE: Duration = SECOND / 2;

const CONNECT_OPTIONS: ConnectOptions = {
  serverSelectionTimeoutMS: 2 * SECOND,
  waitQueueTimeoutMS: 2 * SECOND,
  // Longer than anybody waits: it ends what a silent server would keep open for ever.
  socketTimeoutMS: 5 * SECOND,
  connectTimeoutMS: SECOND,
  maxPoolSize: 10,
  // A standalone server acknowledges from memory unless told to wait for its journal.
  writeConcern: { w: 'majority', journal: true },
};

const SILENT: ConnectionLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The MongoDB database. Opening it does not wait: the server may come up later, and until then everything asked
 * of it fails with `Unavailable` at once. Once connected, the driver finds the server again by itself.
 */
export class MongoConnection {
  /** What the models are made with. */
  readonly models: Connection;
  private readonly options: MongoOptions;
  private readonly closing = new AbortController();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly first: Promise<void>;
  private wasConnected = false;

  private constructor(options: MongoOptions) {
    this.options = options;
    const mongoose = new Mongoose({
      // Nothing is kept back for a server that may never come, and no index or collection made in passing.
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      // Two ports may look at one collection, each through a model of its own.
      overwriteModels: true,
      // A misspelt field in a filter would otherwise be left out of it, and the filter fit everything.
      strictQuery: 'throw',
      // An object where a value belongs is a value, not an operator: operators of ours are marked as trusted.
      sanitizeFilter: true,
    });
    this.models = mongoose.createConnection();
    this.report(options.logger ?? SILENT);
    this.first = this.connect();
    // Whoever waits for it is told; when nobody does, it is not left unhandled.
    this.first.catch(() => undefined);
  }

  static open(options: MongoOptions): MongoConnection {
    return new MongoConnection(options);
  }

  /** Resolves once it was connected for the first time. @throws Unavailable when it was closed before */
  connected(): Promise<void> {
    return this.first;
  }

  /**
   * Does something with the database.
   * @throws Unavailable when there is no answer in time, and whatever else the work throws. Without an answer it is
   *   not known whether something was written.
   */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.closing.signal.aborted || !this.wasConnected) throw unavailable();
    const running = work();
    this.underWay.add(running);
    const settled = () => this.underWay.delete(running);
    running.then(settled, settled);
    try {
      return await inTime(running);
    } catch (error) {
      throw translate(error);
    }
  }

  /** @throws Unavailable when the server does not answer */
  async ping(): Promise<void> {
    await this.run(async () => {
      if (!this.models.db) throw unavailable();
      await this.models.db.command({ ping: 1 });
    });
  }

  /** Lets what is under way finish, then ends every connection. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.allSettled([this.first, ...this.underWay]);
    await this.models.close();
  }

  /** Mongoose gives up a first connection that fails, so it is tried here until it is there. */
  private async connect(): Promise<void> {
    const { url, databaseName } = this.options;
    while (!this.closing.signal.aborted) {
      try {
        await this.models.openUri(url, {
          ...CONNECT_OPTIONS,
          dbName: databaseName,
          monitorCommands: this.options.commandLogger !== undefined,
        });
        if (this.options.commandLogger) monitorCommands(this.models.getClient(), this.options.commandLogger);
        this.wasConnected = true;
        return;
      } catch (error) {
        if (isHopeless(error)) throw error;
      }
      await pause(RECONNECT_PAUSE, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
    throw unavailable();
  }

  private report(logger: ConnectionLogger): void {
    const fields = { database: this.options.databaseName };
    // It is emitted with every `reconnected` too.
    this.models.once('connected', () => logger.info(fields, 'MongoDB is connected'));
    this.models.on('reconnected', () => logger.info(fields, 'MongoDB is connected again'));
    this.models.on('disconnected', () => logger.warn(fields, 'MongoDB is disconnected'));
    this.models.on('error', (error: Error) =>
      logger.error({ ...fields, error: error.message }, 'MongoDB failed'),
    );
  }
}

/** A plain timer, because every call of the chat comes by here: an abort signal took longer than Mongoose itself. */
function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(unavailable()), PATIENCE);
    void work.then(resolve, reject).finally(() => clearTimeout(giveUp));
  });
}

/** Whether trying again cannot help: the URL is wrong, not the server. */
function isHopeless(error: unknown): boolean {
  return error instanceof Error && ['MongoParseError', 'MongoInvalidArgumentError'].includes(error.name);
}
