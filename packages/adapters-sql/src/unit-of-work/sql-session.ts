import type { RunOptions, Transaction, Within } from '@2krika/domain';
import type { QueryArrayResult } from 'pg';
import type { Refusals, SqlValue, Statement } from './statement.js';

/** A database, or one of its transactions: where the repositories made with it run their statements. */
export interface SqlStore {
  /** @throws Unavailable; TransactionMisuse from a transaction: there is one already. */
  begin(options?: RunOptions): Promise<Transaction & SqlStore>;
  /** @throws TransactionMisuse when `within` names a transaction of another store. */
  session(within?: Within): SqlSession;
  /**
   * The transaction such a session is part of; null when each of its statements is one of its own.
   * @throws TransactionMisuse as `session` does
   */
  joined(within?: Within): SqlStore | null;
  /** Wakes the workers once what was written is kept, and never when it is not. */
  announceWork(within?: Within): void;
}

/**
 * A write is sent once. A read outside a transaction is sent again when its connection turns out unusable. A lock
 * that would end with its own statement is a mistake.
 */
export type Access = 'read' | 'lock' | 'write';

/** One statement with everything it needs to run and to fail. */
export interface Call<Row extends unknown[]> {
  readonly access: Access;
  readonly statement: Statement<Row>;
  readonly values: readonly SqlValue[];
  readonly refusals: Refusals;
  /** How many rows it must affect, and what it means when it does not. */
  readonly expected?: { readonly count: number; readonly otherwise: () => Error };
}

export type RunCall = <Row extends unknown[]>(call: Call<Row>) => Promise<QueryArrayResult<Row>>;

const NONE = {};

/**
 * The ways to run a statement. Each fails with the refusal named for the constraint it violates, with
 * `LockTimeout` after waiting for another transaction too long, with `Unavailable` when the database does not
 * answer, with `TransactionMisuse` in a finished or failed transaction, and with every other fault as it is.
 */
export class SqlSession {
  constructor(private readonly run: RunCall) {}

  /** Reads rows. */
  async rows<Row extends unknown[]>(
    statement: Statement<Row>,
    values: readonly SqlValue[] = [],
  ): Promise<Row[]> {
    const { rows } = await this.run({ access: 'read', statement, values, refusals: NONE });
    return rows;
  }

  /** Reads the first row. */
  async row<Row extends unknown[]>(
    statement: Statement<Row>,
    values: readonly SqlValue[] = [],
  ): Promise<Row | null> {
    const [row = null] = await this.rows(statement, values);
    return row;
  }

  /**
   * Reads rows and locks them until the transaction ends: SELECT … FOR UPDATE.
   * @throws TransactionMisuse outside a transaction
   */
  async rowsForUpdate<Row extends unknown[]>(
    statement: Statement<Row>,
    values: readonly SqlValue[],
  ): Promise<Row[]> {
    const { rows } = await this.run({ access: 'lock', statement, values, refusals: NONE });
    return rows;
  }

  /**
   * Reads the first row and locks it until the transaction ends: SELECT … FOR UPDATE.
   * @throws TransactionMisuse outside a transaction
   */
  async rowForUpdate<Row extends unknown[]>(
    statement: Statement<Row>,
    values: readonly SqlValue[],
  ): Promise<Row | null> {
    const [row = null] = await this.rowsForUpdate(statement, values);
    return row;
  }

  /** Writes, and answers with how many rows were affected. */
  async execute(
    statement: Statement,
    values: readonly SqlValue[],
    refusals: Refusals = NONE,
  ): Promise<number> {
    const { rowCount } = await this.run({ access: 'write', statement, values, refusals });
    return rowCount ?? 0;
  }

  /**
   * Writes exactly `count` rows. Another number is a failed statement: its transaction can only be rolled back.
   * @throws what `otherwise` makes
   */
  async executeExactly(
    count: number,
    statement: Statement,
    values: readonly SqlValue[],
    otherwise: () => Error,
    refusals: Refusals = NONE,
  ): Promise<void> {
    await this.run({ access: 'write', statement, values, refusals, expected: { count, otherwise } });
  }

  /** Writes, and answers with the rows of the RETURNING clause. */
  async returning<Row extends unknown[]>(
    statement: Statement<Row>,
    values: readonly SqlValue[],
    refusals: Refusals = NONE,
  ): Promise<Row[]> {
    const { rows } = await this.run({ access: 'write', statement, values, refusals });
    return rows;
  }
}
