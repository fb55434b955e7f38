/** A command of the database, as its documentation writes it: `{ createIndexes: 'messages', indexes: […] }`. */
export type Command = Readonly<Record<string, unknown>>;

/** Runs one command in a migration. */
export type RunCommand = (command: Command) => Promise<unknown>;

/**
 * One step of the collections and their indexes, a file of its own. No transaction surrounds it: one that is cut
 * short is run again from its start, so it must get along with what it did before. `up` must also get along with
 * no command answering anything: that is how what it sends is known without sending it.
 */
export interface Migration {
  readonly up: (run: RunCommand) => Promise<unknown>;
  /** Takes back what `up` did. */
  readonly down: (run: RunCommand) => Promise<unknown>;
}
