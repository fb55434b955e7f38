/**
 * An open transaction, for the manual form:
 *
 * ```ts
 * const transaction = await orders.begin();
 * try {
 *   await orders.add(order, { transaction });
 *   await transaction.commit();
 * } catch (error) {
 *   await transaction.rollback();
 *   throw error;
 * }
 * ```
 *
 * Use cases use the closure form, `UnitOfWork.run`, instead. One that is neither committed nor rolled back
 * is reported with the stack that began it.
 */
export abstract class Transaction {
  /** The stack that began it. Protected, so that no look-alike object type-checks as a transaction. */
  protected abstract readonly origin: string;

  /**
   * Makes everything written in it permanent.
   * @throws the first failure of a statement in it, if there was one: then nothing was kept.
   */
  abstract commit(): Promise<void>;

  /** Undoes everything. May be called twice, or after a failed commit; never throws, so it hides no error. */
  abstract rollback(): Promise<void>;
}

/** Where a call of a repository runs: in the given transaction, else in one of its own. */
export interface Within {
  readonly transaction?: Transaction;
}

/** A port whose writes can share a transaction with others of the same store. */
export abstract class Transactional {
  /** Begins a transaction that every other transactional port of the same store accepts. */
  abstract begin(): Promise<Transaction>;
}
