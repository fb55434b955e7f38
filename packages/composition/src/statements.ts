import type { Duration, QueryStore } from '@2krika/domain';

/** Told of every statement of a store. It must not take long and never throws: statements wait for it. */
export interface StatementObserver {
  statement(store: QueryStore, milliseconds: Duration): void;
}

export const NO_OBSERVER: StatementObserver = { statement: () => undefined };
