import { Transaction, TransactionMisuse, Unavailable, type Isolation, type Within } from '@2krika/domain';
import { InMemorySession, type InMemoryStore, type Statement } from './in-memory-session.js';
import type { TableHost, WrittenTable } from './in-memory-table.js';
import { TransactionConflict } from './transaction-conflict.js';

/** What a transaction asks of the database it belongs to. */
export interface TransactionHost extends TableHost {
  /** @throws Unavailable */
  assertOnline(): void;
  /** Keeps every table as it is now for this transaction. */
  keepTablesFor(transaction: InMemoryTransaction): void;
  /** @throws LockTimeout; Deadlock */
  acquireLock(name: string, transaction: InMemoryTransaction): Promise<void>;
  locksOf(transaction: InMemoryTransaction): ReadonlySet<string>;
  /** Releases its locks but for those it keeps. */
  releaseLocks(transaction: InMemoryTransaction, kept: ReadonlySet<string>): void;
  /** Releases its locks and forgets it. */
  end(transaction: InMemoryTransaction): void;
}

/** The first thing that went wrong; a wrapper, because anything can be thrown. */
interface Failure {
  readonly error: unknown;
}

/** What takes a transaction back to where it was. */
interface Savepoint {
  readonly undo: (() => void)[];
}

/**
 * A transaction of an `InMemoryDatabase`. As on one connection, its statements run one after the other in the
 * order they were called, and one that fails leaves the whole unusable.
 */
export class InMemoryTransaction extends Transaction implements InMemoryStore {
  private readonly tables: WrittenTable[] = [];
  private readonly savepoints: Savepoint[] = [];
  private hooks: (() => void)[] = [];
  private firstFailure: Failure | null = null;
  private hasRun = false;
  private lastStatement: Promise<unknown> = Promise.resolve();
  private ending: Promise<void> | null = null;

  constructor(
    readonly host: TransactionHost,
    readonly isolation: Isolation,
    protected readonly origin: string,
  ) {
    super();
  }

  get isSerializable(): boolean {
    return this.isolation === 'serializable';
  }

  /** The stack that began it. */
  get begunAt(): string {
    return this.origin;
  }

  /** Whether it takes statements. */
  get isOpen(): boolean {
    return this.ending === null;
  }

  /** What made it unusable. */
  get failure(): Failure | null {
    return this.firstFailure;
  }

  readonly acquire = (name: string): Promise<void> => this.host.acquireLock(name, this);

  register(table: WrittenTable): void {
    this.tables.push(table);
    for (const { undo } of this.savepoints) undo.push(table.mark());
  }

  begin(): Promise<Transaction> {
    return Promise.reject(
      new TransactionMisuse('A repository that belongs to a transaction does not begin another.'),
    );
  }

  session(within: Within = {}): InMemorySession {
    if (within.transaction !== undefined && within.transaction !== this) {
      return InMemorySession.refusing(
        new TransactionMisuse('This repository belongs to another transaction.'),
      );
    }
    return new InMemorySession((statement) => this.execute(statement));
  }

  /** Runs the statement after those before it. */
  execute<Result>(statement: Statement<Result>): Promise<Result> {
    if (this.ending !== null) return Promise.reject(this.finished());
    const result = this.lastStatement.then(() => this.attempt(statement));
    this.lastStatement = result.catch(() => undefined);
    return result;
  }

  /** Leaves it unusable: it can only be rolled back. Only the first reason counts. */
  fail(error: unknown): void {
    this.firstFailure ??= { error };
  }

  /** Calls the hook once the transaction is committed, and never when it is not. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /**
   * Runs work that, when it rejects or a statement of it fails, undoes what it wrote and leaves the transaction as it
   * was.
   * @throws whatever the work throws, or the failure it swallowed; TransactionMisuse when a savepoint that began later
   *   has not ended
   */
  async nested<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.ending !== null) throw this.finished();
    await this.lastStatement;
    if (this.firstFailure !== null) throw this.refusal(this.firstFailure);
    const { hooks } = this;
    const locks = this.host.locksOf(this);
    const savepoint: Savepoint = { undo: this.tables.map((table) => table.mark()) };
    this.hooks = [...hooks];
    this.savepoints.push(savepoint);
    try {
      const result = await work();
      await this.lastStatement;
      this.assertUsable();
      this.assertInnermost(savepoint);
      this.savepoints.pop();
      return result;
    } catch (error) {
      this.fail(error);
      await this.lastStatement;
      this.assertInnermost(savepoint);
      if (endsTheWhole(this.firstFailure)) throw error;
      this.savepoints.pop();
      for (const undo of savepoint.undo) undo();
      this.host.releaseLocks(this, locks);
      this.firstFailure = null;
      this.hooks = hooks;
      throw error;
    }
  }

  commit(): Promise<void> {
    if (this.ending !== null) return Promise.reject(this.finished());
    const committed = this.keepAll();
    this.ending = committed.catch(() => undefined);
    return committed;
  }

  rollback(): Promise<void> {
    this.ending ??= this.lastStatement.then(() => {
      this.host.end(this);
    });
    return this.ending;
  }

  private async keepAll(): Promise<void> {
    await this.lastStatement;
    try {
      // One step: nobody sees half of it, because nothing in it waits.
      this.assertUsable();
      for (const table of this.tables) table.checkWrites();
      // One that wrote nothing is as if it had run at the instant of its snapshot.
      const hasWritten = this.tables.some((table) => table.hasWritten);
      for (const table of this.tables) if (hasWritten) table.checkReads();
      for (const table of this.tables) table.apply();
    } catch (error) {
      this.fail(error);
      throw error;
    } finally {
      this.host.end(this);
    }
    // Not awaited: the commit has succeeded whatever they do, so what one throws surfaces as uncaught.
    for (const hook of this.hooks) queueMicrotask(hook);
  }

  private async attempt<Result>(statement: Statement<Result>): Promise<Result> {
    if (this.firstFailure !== null) throw this.refusal(this.firstFailure);
    try {
      this.host.assertOnline();
      if (this.isSerializable && !this.hasRun) this.host.keepTablesFor(this);
      this.hasRun = true;
      const result = await statement(this);
      this.assertUsable();
      return result;
    } catch (error) {
      this.fail(error);
      throw error;
    }
  }

  /** Else it is nobody's to undo any more what was written since. */
  private assertInnermost(savepoint: Savepoint): void {
    if (this.savepoints.at(-1) === savepoint) return;
    const error = new TransactionMisuse('A savepoint ended while one that began later had not.');
    this.firstFailure = { error };
    throw error;
  }

  private assertUsable(): void {
    if (this.firstFailure !== null) throw this.firstFailure.error;
  }

  /** The connection is gone for good, so every statement says so; otherwise only the first says what failed. */
  private refusal({ error }: Failure): unknown {
    if (error instanceof Unavailable) return error;
    return new TransactionMisuse('A statement of this transaction failed: it can only be rolled back.', {
      cause: error,
    });
  }

  private finished(): TransactionMisuse {
    return new TransactionMisuse('This transaction was committed or rolled back already.');
  }
}

/** The whole is undone, or nothing after it can be trusted: a savepoint helps no more. */
function endsTheWhole(failure: Failure | null): boolean {
  return [TransactionConflict, Unavailable, TransactionMisuse].some((kind) => failure?.error instanceof kind);
}
