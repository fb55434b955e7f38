import { setTimeout as pause } from 'node:timers/promises';
import { assertJoinable, UnitOfWork, type Duration, type RunOptions } from '@2krika/domain';
import type { Database } from './database.js';
import { ConnectionUnusable, TransactionConflict } from './sql-errors.js';
import type { SqlTransaction } from './sql-transaction.js';

const MAX_RETRIES = 3;
/** A request is answered within three seconds. */
const RETRY_WINDOW: Duration = 2_500;
/** The longest pause before the first retry; each later one may be twice as long. */
const MAX_FIRST_PAUSE: Duration = 20;

/**
 * The closure form on a `Database`. Work is run again after a conflict with another transaction, and after
 * losing its connection before the commit was sent: in both cases the server has kept nothing.
 */
export class SequelizeUnitOfWork<Scope extends object> extends UnitOfWork<Scope> {
  constructor(
    private readonly database: Database,
    private readonly scopeOf: (transaction: SqlTransaction) => Scope,
    /** How long after the first try another may begin. */
    private readonly retryWindow: Duration = RETRY_WINDOW,
  ) {
    super();
  }

  async run<Result>(work: (scope: Scope) => Promise<Result>, options: RunOptions = {}): Promise<Result> {
    const outer = this.database.current.getStore();
    // What a unit of work left running may outlive it, and still carries it in its context.
    if (outer?.isOpen) return this.join(outer, work, options);
    const lastStart = performance.now() + this.retryWindow;
    for (let retries = 0; ; retries += 1) {
      const transaction = await this.database.begin(options);
      try {
        const result = await this.database.current.run(transaction, () => work(this.scopeOf(transaction)));
        await transaction.commit();
        return result;
      } catch (error) {
        const reason = transaction.fail(error);
        await transaction.rollback();
        const jitter = Math.random() * MAX_FIRST_PAUSE * 2 ** retries;
        const isTimeLeft = performance.now() + jitter < lastStart;
        if (!isWorthRetrying(transaction) || retries === MAX_RETRIES || !isTimeLeft) throw reason;
        await pause(jitter);
      }
    }
  }

  /** Work that rejects leaves nothing behind; without a savepoint only by taking the other's transaction with it. */
  private async join<Result>(
    transaction: SqlTransaction,
    work: (scope: Scope) => Promise<Result>,
    options: RunOptions,
  ): Promise<Result> {
    try {
      assertJoinable(transaction.isolation, options);
      if (options.savepoint !== true) return await work(this.scopeOf(transaction));
    } catch (error) {
      throw transaction.fail(error);
    }
    return transaction.nested(() => work(this.scopeOf(transaction)));
  }
}

function isWorthRetrying({ failure }: SqlTransaction): boolean {
  return failure?.error instanceof TransactionConflict || failure?.error instanceof ConnectionUnusable;
}
