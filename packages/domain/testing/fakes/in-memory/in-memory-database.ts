import { AsyncLocalStorage } from 'node:async_hooks';
import {
  SECOND,
  TransactionMisuse,
  Unavailable,
  type Duration,
  type RunOptions,
  type Within,
} from '@2krika/domain';
import { InMemorySession, type InMemoryStore, type Statement } from './in-memory-session.js';
import type { StoredTable } from './in-memory-table.js';
import { InMemoryTransaction, type TransactionHost } from './in-memory-transaction.js';
import { LockManager } from './lock-manager.js';

export interface InMemoryDatabaseOptions {
  /** How long a statement waits for another transaction. Default half a second. */
  readonly lockTimeout?: Duration;
}

/**
 * A store in memory that isolates transactions as PostgreSQL does. Code that passes on it passes there: rows
 * are copied, wait for each other's locks, and fail in the same places.
 */
export class InMemoryDatabase implements InMemoryStore, TransactionHost {
  /** The transaction of the unit of work that is running, for those inside it to join. */
  readonly current = new AsyncLocalStorage<InMemoryTransaction>();
  private readonly tables = new Map<string, StoredTable>();
  private readonly open = new Set<InMemoryTransaction>();
  private readonly locks: LockManager<InMemoryTransaction>;
  private isOnline = true;

  constructor({ lockTimeout = SECOND / 2 }: InMemoryDatabaseOptions = {}) {
    this.locks = new LockManager(lockTimeout);
  }

  begin({ isolation = 'read committed' }: RunOptions = {}): Promise<InMemoryTransaction> {
    const origin =
      new Error('A transaction was begun here and neither committed nor rolled back.').stack ?? '';
    const transaction = new InMemoryTransaction(this, isolation, origin);
    this.open.add(transaction);
    return Promise.resolve(transaction);
  }

  /** Inside a unit of work, one of its transaction: what it wrote is seen. */
  session({ transaction }: Within = {}): InMemorySession {
    const running = this.current.getStore();
    if (transaction === undefined && running?.isOpen) return running.session();
    if (transaction === undefined) {
      return new InMemorySession((statement) => this.autocommit(statement), false);
    }
    if (!(transaction instanceof InMemoryTransaction) || transaction.host !== this) {
      return InMemorySession.refusing(new TransactionMisuse('This transaction belongs to another store.'));
    }
    return transaction.session();
  }

  /** The stacks that began the transactions that are open now. At the end of a test each of them is a leak. */
  unfinished(): readonly string[] {
    return [...this.open].map((transaction) => transaction.begunAt);
  }

  /** How many transactions wait for a lock now. */
  get waiting(): number {
    return this.locks.waiting;
  }

  /** From now on every statement fails with `Unavailable`. Open transactions are lost, as with a connection. */
  goOffline(): void {
    this.isOnline = false;
    for (const transaction of this.open) transaction.fail(this.unavailable());
  }

  goOnline(): void {
    this.isOnline = true;
  }

  assertOnline(): void {
    if (!this.isOnline) throw this.unavailable();
  }

  register(name: string, table: StoredTable): void {
    if (this.tables.has(name)) throw new Error(`Two tables have the name ${name}.`);
    this.tables.set(name, table);
  }

  keepTablesFor(transaction: InMemoryTransaction): void {
    for (const table of this.tables.values()) table.keepFor(transaction);
  }

  acquireLock(name: string, transaction: InMemoryTransaction): Promise<void> {
    return this.locks.acquire(name, transaction);
  }

  locksOf(transaction: InMemoryTransaction): ReadonlySet<string> {
    return this.locks.heldBy(transaction);
  }

  releaseLocks(transaction: InMemoryTransaction, kept: ReadonlySet<string>): void {
    this.locks.releaseAll(transaction, kept);
  }

  end(transaction: InMemoryTransaction): void {
    this.open.delete(transaction);
    this.locks.releaseAll(transaction);
  }

  private async autocommit<Result>(statement: Statement<Result>): Promise<Result> {
    const transaction = await this.begin();
    try {
      const result = await transaction.execute(statement);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  private unavailable(): Unavailable {
    return new Unavailable('The database');
  }
}
