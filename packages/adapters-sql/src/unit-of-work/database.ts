import { AsyncLocalStorage } from 'node:async_hooks';
import type { Within } from '@2krika/domain';
import { loadModels, type Models } from '../models/load-models.js';
import type { DatabaseOptions } from './database-options.js';
import type { PoolState } from './pool-state.js';
import { PooledStore } from './pooled-store.js';
import type { SqlTransaction } from './sql-transaction.js';
import type { Statement } from './statement.js';

/** One for the health check and one for the outbox, whatever the requests are doing. */
const RESERVED_CONNECTIONS = 2;

const PING: Statement<[one: number]> = { name: 'ping', text: 'SELECT 1' };

/** The PostgreSQL database: its connections, its models and the transactions that are open. */
export class Database extends PooledStore {
  /** The transaction of the unit of work that is running, for those inside it to join. */
  readonly current = new AsyncLocalStorage<SqlTransaction>();
  /** A store with connections that requests cannot exhaust. */
  readonly reserved: PooledStore;
  private loaded: Models = {};

  private constructor(options: DatabaseOptions) {
    super(options);
    this.reserved = new PooledStore({
      ...options,
      pool: { ...options.pool, min: 0, max: RESERVED_CONNECTIONS },
    });
  }

  /**
   * Prepares the database's models and pools. No connection is made: the server may come up later.
   * @throws Error when a model or an association is not as it should be
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const database = new Database(options);
    database.loaded = await loadModels(database.pool.sequelize);
    return database;
  }

  /** Sequelize's models by name. They take a transaction as `transaction.forModels()`. */
  get models(): Models {
    return this.loaded;
  }

  /**
   * Inside a unit of work, its transaction: what it wrote is seen, and nobody who holds one connection waits for
   * another.
   */
  override joined(within?: Within): SqlTransaction | null {
    const named = super.joined(within);
    if (named !== null) return named;
    const running = this.current.getStore();
    return running?.isOpen ? running : null;
  }

  /** By a connection no request waits for. */
  override announceWork(within?: Within): void {
    const transaction = this.joined(within);
    if (transaction === null) this.reserved.announceWork();
    else transaction.announceWork();
  }

  /** How its connections are used at this moment, those for requests and those that are reserved. */
  pools(): Readonly<Record<'main' | 'reserved', PoolState>> {
    return { main: this.pool.state, reserved: this.reserved.pool.state };
  }

  /** @throws Unavailable when the server does not answer */
  async ping(): Promise<void> {
    await this.reserved.session().rows(PING);
  }

  override unfinished(): readonly string[] {
    return [...super.unfinished(), ...this.reserved.unfinished()];
  }

  override async close(): Promise<void> {
    await Promise.all([super.close(), this.reserved.close()]);
  }
}
