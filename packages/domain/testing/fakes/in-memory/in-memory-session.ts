import { TransactionMisuse, type Transaction, type Within } from '@2krika/domain';
import type { InMemoryTable, TableReader } from './in-memory-table.js';
import type { KeyValue } from './table-definition.js';

/** A database, or one of its transactions: where the repositories made with it run their statements. */
export interface InMemoryStore {
  /** @throws TransactionMisuse from a transaction: there is one already. */
  begin(): Promise<Transaction>;
  /** A session that refuses every statement when `within` names a transaction of another store. */
  session(within?: Within): InMemorySession;
}

/** One statement: what a transaction runs after those before it and before those after it. */
export type Statement<Result> = (reader: TableReader) => Result | Promise<Result>;

/**
 * The statements there are. Each can also fail as any of its place does: `Unavailable` while the database is
 * offline; `LockTimeout`, or one of its kinds, after waiting for another transaction; an Error when the
 * transaction was finished, or failed before.
 */
export class InMemorySession {
  /** @param locks whether a lock outlives its statement: inside a transaction */
  constructor(
    private readonly run: <Result>(statement: Statement<Result>) => Promise<Result>,
    private readonly locks = true,
  ) {}

  /** Rejects every statement: a port answers with promises, so it must not throw before it has one. */
  static refusing(reason: Error): InMemorySession {
    return new InMemorySession(() => Promise.reject(reason));
  }

  /** WITH …: several statements as one, which leaves nothing behind when it fails. */
  together<Result>(statements: (session: InMemorySession) => Promise<Result>): Promise<Result> {
    return this.run((reader) => statements(new InMemorySession(async (statement) => statement(reader))));
  }

  /** SELECT by key. */
  find<Row extends object>(table: InMemoryTable<Row>, key: KeyValue): Promise<Row | null> {
    return this.run((reader) => table.seenBy(reader).find(key));
  }

  /**
   * SELECT … FOR UPDATE by key: the newest row, which stays as it is until the transaction ends.
   * @throws TransactionMisuse outside a transaction
   */
  findForUpdate<Row extends object>(table: InMemoryTable<Row>, key: KeyValue): Promise<Row | null> {
    if (!this.locks) return Promise.reject(this.unlockable());
    return this.run((reader) => table.seenBy(reader).findForUpdate(key));
  }

  /**
   * SELECT … FOR UPDATE by predicate, in no order a caller may rely on.
   * @throws TransactionMisuse outside a transaction
   */
  whereForUpdate<Row extends object>(
    table: InMemoryTable<Row>,
    predicate: (row: Row) => boolean,
  ): Promise<Row[]> {
    if (!this.locks) return Promise.reject(this.unlockable());
    return this.run((reader) => table.seenBy(reader).whereForUpdate(predicate));
  }

  /** SELECT by predicate, in no order a caller may rely on. */
  where<Row extends object>(table: InMemoryTable<Row>, predicate: (row: Row) => boolean): Promise<Row[]> {
    return this.run((reader) => table.seenBy(reader).where(predicate));
  }

  /** SELECT of every row, in no order a caller may rely on. */
  all<Row extends object>(table: InMemoryTable<Row>): Promise<Row[]> {
    return this.where(table, () => true);
  }

  /** INSERT. @throws AlreadyExists for a known key; the violation of a unique key */
  insert<Row extends object>(table: InMemoryTable<Row>, row: Row): Promise<void> {
    return this.run((reader) => table.seenBy(reader).insert(row));
  }

  /** INSERT … ON CONFLICT DO NOTHING: whether the row was inserted. */
  insertIfAbsent<Row extends object>(table: InMemoryTable<Row>, row: Row): Promise<boolean> {
    return this.run((reader) => table.seenBy(reader).insertIfAbsent(row));
  }

  /**
   * UPDATE by key, and in a versioned table by version: stores the row, its version one higher.
   * @throws StaleVersion when no row has this key and version; the violation of a unique key
   */
  update<Row extends object>(table: InMemoryTable<Row>, row: Row): Promise<void> {
    return this.run((reader) => table.seenBy(reader).update(row));
  }

  /**
   * UPDATE … SET x = f(x) WHERE … RETURNING: replaces the newest row by what `change` makes of it, version
   * included, and answers that; null when no row has this key or `change` answers null.
   * @throws the violation of a unique key
   */
  change<Row extends object>(
    table: InMemoryTable<Row>,
    key: KeyValue,
    change: (row: Row) => Row | null,
  ): Promise<Row | null> {
    return this.run((reader) => table.seenBy(reader).change(key, change));
  }

  /** DELETE by key: whether there was such a row. */
  delete<Row extends object>(table: InMemoryTable<Row>, key: KeyValue): Promise<boolean> {
    return this.run((reader) => table.seenBy(reader).delete(key));
  }

  private unlockable(): TransactionMisuse {
    return new TransactionMisuse('Rows are locked only inside a transaction.');
  }
}
