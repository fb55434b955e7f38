import { TransactionMisuse, type RunOptions, type Within } from '@2krika/domain';
import type { QueryArrayResult } from 'pg';
import { WakeUpSender } from '../wake-ups/wake-up-sender.js';
import { ClientPool } from './client-pool.js';
import { DEFAULT_TIMEOUTS, type DatabaseOptions } from './database-options.js';
import type { PipelinedClient } from './pipelined-client.js';
import { ConnectionUnusable } from './sql-errors.js';
import { SqlSession, type Call, type SqlStore } from './sql-session.js';
import { SqlTransaction, type TransactionHost } from './sql-transaction.js';

/** A place to run statements with connections of its own. */
export class PooledStore implements SqlStore, TransactionHost {
  readonly pool: ClientPool;
  private readonly wakeUps = new WakeUpSender(this);
  private readonly open = new Map<SqlTransaction, NodeJS.Timeout>();
  private readonly reportAfter: number;
  private readonly onUnfinished: (origin: string) => void;

  constructor(options: DatabaseOptions) {
    this.pool = new ClientPool(options);
    this.reportAfter = options.timeouts?.idleInTransaction ?? DEFAULT_TIMEOUTS.idleInTransaction;
    this.onUnfinished = options.onUnfinished ?? warn;
  }

  async begin({ isolation = 'read committed' }: RunOptions = {}): Promise<SqlTransaction> {
    // Made before the first await, while the stack still shows the caller.
    const begunBy = new Error('A transaction was begun here and neither committed nor rolled back.');
    const client = await this.pool.acquire();
    const transaction = new SqlTransaction(this, client, isolation, begunBy);
    const report = setTimeout(() => this.onUnfinished(transaction.begunAt), this.reportAfter);
    this.open.set(transaction, report.unref());
    return transaction;
  }

  session(within?: Within): SqlSession {
    return this.joined(within)?.session() ?? new SqlSession((call) => this.autocommit(call));
  }

  joined({ transaction }: Within = {}): SqlTransaction | null {
    if (transaction === undefined) return null;
    if (!(transaction instanceof SqlTransaction) || transaction.host !== this) {
      throw new TransactionMisuse('This transaction belongs to another store.');
    }
    return transaction;
  }

  announceWork(within?: Within): void {
    const transaction = this.joined(within);
    if (transaction === null) this.wakeUps.send();
    else transaction.announceWork();
  }

  end(transaction: SqlTransaction, client: PipelinedClient): void {
    clearTimeout(this.open.get(transaction));
    this.open.delete(transaction);
    this.pool.release(client);
  }

  /** The stacks that began the transactions that are open now. At the end of a test each of them is a leak. */
  unfinished(): readonly string[] {
    return [...this.open.keys()].map((transaction) => transaction.begunAt);
  }

  /** Reports and rolls back the transactions still open, waits for the statements under way, and disconnects. */
  async close(): Promise<void> {
    for (const transaction of this.open.keys()) {
      this.onUnfinished(transaction.begunAt);
      await transaction.rollback();
    }
    await this.pool.close();
  }

  private async autocommit<Row extends unknown[]>(call: Call<Row>): Promise<QueryArrayResult<Row>> {
    switch (call.access) {
      case 'read':
        return this.read(call);
      case 'write':
        return this.write(call);
      case 'lock':
        throw new TransactionMisuse('Rows are locked only inside a transaction.');
    }
  }

  private async read<Row extends unknown[]>(call: Call<Row>): Promise<QueryArrayResult<Row>> {
    try {
      return await this.readOnce(call);
    } catch (error) {
      if (error instanceof ConnectionUnusable) return this.readOnce(call);
      throw error;
    }
  }

  private async readOnce<Row extends unknown[]>(call: Call<Row>): Promise<QueryArrayResult<Row>> {
    const client = await this.pool.acquire();
    try {
      return await this.pool.send(client, call);
    } finally {
      this.pool.release(client);
    }
  }

  private async write<Row extends unknown[]>(call: Call<Row>): Promise<QueryArrayResult<Row>> {
    const transaction = await this.begin();
    try {
      const result = await transaction.execute(call);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}

function warn(origin: string): void {
  process.emitWarning('A transaction is still open.', { type: 'UnfinishedTransaction', detail: origin });
}
