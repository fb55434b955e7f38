import { assertJoinable, UnitOfWork, type RunOptions } from '@2krika/domain';
import type { InMemoryDatabase } from './in-memory-database.js';
import type { InMemoryTransaction } from './in-memory-transaction.js';
import { TransactionConflict } from './transaction-conflict.js';

const MAX_RETRIES = 3;
/** Milliseconds. Enough for rivals that lost together to come back one by one. */
const MAX_PAUSE = 4;

/** The closure form over an `InMemoryDatabase`. */
export class InMemoryUnitOfWork<Scope extends object> extends UnitOfWork<Scope> {
  constructor(
    private readonly database: InMemoryDatabase,
    private readonly scopeOf: (transaction: InMemoryTransaction) => Scope,
  ) {
    super();
  }

  async run<Result>(work: (scope: Scope) => Promise<Result>, options: RunOptions = {}): Promise<Result> {
    const outer = this.database.current.getStore();
    // What a unit of work left running may outlive it, and still carries it in its context.
    if (outer?.isOpen) return this.join(outer, work, options);
    for (let retries = 0; ; retries += 1) {
      const transaction = await this.database.begin(options);
      try {
        const result = await this.database.current.run(transaction, () => work(this.scopeOf(transaction)));
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback();
        const isWorthRetrying = transaction.failure?.error instanceof TransactionConflict;
        if (!isWorthRetrying || retries === MAX_RETRIES) throw error;
      }
      await jitter();
    }
  }

  /** Work that rejects leaves nothing behind; without a savepoint only by taking the other's transaction with it. */
  private async join<Result>(
    transaction: InMemoryTransaction,
    work: (scope: Scope) => Promise<Result>,
    options: RunOptions,
  ): Promise<Result> {
    try {
      assertJoinable(transaction.isolation, options);
      if (options.savepoint !== true) return await work(this.scopeOf(transaction));
    } catch (error) {
      transaction.fail(error);
      throw error;
    }
    return transaction.nested(() => work(this.scopeOf(transaction)));
  }
}

function jitter(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.random() * MAX_PAUSE);
  });
}
