/** Runs statements in a migration: several at once when there are no values. */
export type RunStatement = (
  text: string,
  values?: readonly unknown[],
) => Promise<readonly Record<string, unknown>[]>;

/**
 * One step of the schema, a file of its own. `up` must also get along with every statement answering no rows:
 * that is how what it sends is known without sending it.
 */
export interface Migration {
  readonly up: (run: RunStatement) => Promise<unknown>;
  /** Takes back what `up` did. */
  readonly down: (run: RunStatement) => Promise<unknown>;
  /**
   * Default true. Without a transaction, which CREATE INDEX CONCURRENTLY demands, a migration that is cut short
   * is run again from its start: it removes first what it may have left behind.
   */
  readonly transaction?: boolean;
}
