import { TransactionMisuse } from './transaction-misuse.js';

/** How a transaction sees others. `serializable` forbids write skew, and may have to be retried. */
export type Isolation = 'read committed' | 'serializable';

export interface RunOptions {
  /**
   * Default `read committed`. A nested run keeps the isolation of the one it joins, and cannot ask for a stricter
   * one: what was read by then was not read under it.
   */
  readonly isolation?: Isolation;
  /**
   * Default false: a nested run that rejects undoes the outer one too. With a savepoint it undoes what it wrote
   * itself, its hooks and its locks, and the outer one goes on; only losing to a concurrent transaction, or the store,
   * still ends the whole. Meanwhile the outer work writes nothing: it would be undone with it. A run that is not nested
   * is its own savepoint.
   */
  readonly savepoint?: boolean;
}

/**
 * The closure form of a transaction: hands out ports bound to it, commits when the work resolves, rolls
 * back when it rejects. Work that loses to a concurrent transaction (deadlock, serialization failure) is
 * run again, so it must load what it changes inside the closure and call nothing outside it. A `run`
 * inside a `run` joins the outer one.
 *
 * Generic in the ports it hands out: a use case declares exactly those it needs, and a unit of work that
 * offers more is assignable to it, never the reverse.
 */
export abstract class UnitOfWork<Scope extends object> {
  /**
   * @throws whatever the work throws, after rolling back; `Unavailable` when the store does not answer;
   *   `TransactionMisuse` when it would join a run of a weaker isolation than it asks for, or when savepoints do not
   *   end in the reverse of the order in which they began
   */
  abstract run<Result>(work: (scope: Scope) => Promise<Result>, options?: RunOptions): Promise<Result>;
}

/**
 * Refuses to join a transaction that isolates less than was asked for: the answer would be one nobody promised.
 * @throws TransactionMisuse
 */
export function assertJoinable(outer: Isolation, { isolation = 'read committed' }: RunOptions): void {
  if (isolation === 'serializable' && outer !== 'serializable') {
    throw new TransactionMisuse(`A ${isolation} run cannot join one that is ${outer}: ask for it outside.`);
  }
}
