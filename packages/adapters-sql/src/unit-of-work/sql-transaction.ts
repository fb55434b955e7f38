import { Transaction, TransactionMisuse, Unavailable, type Isolation, type Within } from '@2krika/domain';
import { BaseError, Transaction as SequelizeTransaction } from 'sequelize';
import type { QueryArrayResult } from 'pg';
import type { ClientPool } from './client-pool.js';
import type { PipelinedClient } from './pipelined-client.js';
import { ConnectionUnusable, TransactionConflict, translate } from './sql-errors.js';
import { SqlSession, type Call, type SqlStore } from './sql-session.js';

/** What a transaction asks of the store that began it. */
export interface TransactionHost {
  readonly pool: ClientPool;
  /** Takes the connection back and forgets the transaction. */
  end(transaction: SqlTransaction, client: PipelinedClient): void;
  /** There is work for the workers. */
  announceWork(): void;
}

/** The first thing that went wrong; a wrapper, because anything can be thrown. */
interface Failure {
  readonly error: unknown;
}

/** READ WRITE: outside of it the connection refuses every write. */
const BEGIN: Readonly<Record<Isolation, string>> = {
  'read committed': 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
  serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE',
};

/**
 * A transaction on one pipelined connection. Statements are sent as they are called, the BEGIN in front of the
 * first without waiting for its answer. The COMMIT alone waits for all of them: behind a statement whose value
 * cannot be sent it would keep the rest.
 */
export class SqlTransaction extends Transaction implements SqlStore {
  private readonly savepoints: symbol[] = [];
  private hooks: (() => void)[] = [];
  private firstFailure: Failure | null = null;
  private hasBegun = false;
  /** How many statements are under way. Counted, because a promise that waits for all doubles those of each. */
  private unanswered = 0;
  private waiting: (() => void)[] = [];
  private view: SequelizeTransaction | null = null;
  private ending: Promise<void> | null = null;

  constructor(
    readonly host: TransactionHost,
    private readonly client: PipelinedClient,
    readonly isolation: Isolation,
    private readonly begunBy: Error,
  ) {
    super();
  }

  /** The stack that began it. Made on demand: writing one out costs more than beginning a transaction. */
  get begunAt(): string {
    return this.begunBy.stack ?? this.begunBy.message;
  }

  /** Whether it takes statements. */
  get isOpen(): boolean {
    return this.ending === null;
  }

  /** What made it unusable. */
  get failure(): Failure | null {
    return this.firstFailure;
  }

  begin(): Promise<SqlTransaction> {
    return Promise.reject(
      new TransactionMisuse('A repository that belongs to a transaction does not begin another.'),
    );
  }

  session(within?: Within): SqlSession {
    const transaction = this.joined(within);
    return new SqlSession((call) => transaction.execute(call));
  }

  joined({ transaction }: Within = {}): this {
    if (transaction !== undefined && transaction !== this) {
      throw new TransactionMisuse('This repository belongs to another transaction.');
    }
    return this;
  }

  /** The same transaction as Sequelize's models take it: `Order.findByPk(id, { transaction })`. */
  forModels(): SequelizeTransaction {
    this.assertUsable();
    this.sendBegin();
    const { sequelize } = this.host.pool;
    this.view ??= Object.assign(new SequelizeTransaction(sequelize, {}), { connection: this.client });
    return this.view;
  }

  /** Sends the statement behind those before it. */
  async execute<Row extends unknown[]>(call: Call<Row>): Promise<QueryArrayResult<Row>> {
    this.assertUsable();
    this.sendBegin();
    this.unanswered += 1;
    try {
      const result = await this.host.pool.send(this.client, call);
      if (call.expected && result.rowCount !== call.expected.count) throw call.expected.otherwise();
      return result;
    } catch (error) {
      if (this.firstFailure !== null) throw this.refusal(this.firstFailure);
      throw this.fail(error);
    } finally {
      this.answered();
    }
  }

  /**
   * Leaves it unusable: it can only be rolled back. Only the first reason counts.
   * @returns the error, in the domain's words where a model of Sequelize threw it
   */
  fail(error: unknown): unknown {
    const isConnectionLost = this.client.isLost;
    const reason = error instanceof BaseError ? translate(error, { isConnectionLost }) : error;
    this.firstFailure ??= { error: reason };
    return reason;
  }

  /** Calls the hook once the transaction is committed, and never when it is not. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /**
   * Runs work that, when it rejects or a statement of it fails, undoes what it wrote and leaves the transaction as it
   * was.
   * @throws whatever the work throws, or the failure it swallowed; TransactionMisuse when a savepoint that began later
   *   has not ended
   */
  async nested<Result>(work: () => Promise<Result>): Promise<Result> {
    this.assertUsable();
    this.sendBegin();
    const { hooks } = this;
    const savepoint = Symbol('savepoint');
    this.hooks = [...hooks];
    this.savepoints.push(savepoint);
    this.sendControl('SAVEPOINT nested');
    try {
      const result = await work();
      await this.allAnswered();
      if (this.firstFailure !== null) throw this.firstFailure.error;
      this.assertInnermost(savepoint);
      this.savepoints.pop();
      this.sendControl('RELEASE SAVEPOINT nested');
      return result;
    } catch (error) {
      const reason = this.fail(error);
      await this.allAnswered();
      this.assertInnermost(savepoint);
      if (endsTheWhole(this.firstFailure)) throw reason;
      this.savepoints.pop();
      this.firstFailure = null;
      this.hooks = hooks;
      this.sendControl('ROLLBACK TO SAVEPOINT nested');
      this.sendControl('RELEASE SAVEPOINT nested');
      throw reason;
    }
  }

  announceWork(within?: Within): void {
    const transaction = this.joined(within);
    transaction.afterCommit(() => {
      transaction.host.announceWork();
    });
  }

  commit(): Promise<void> {
    if (this.ending !== null) return Promise.reject(this.finished());
    const committed = this.keepAll();
    this.ending = committed.catch(() => undefined);
    return committed;
  }

  rollback(): Promise<void> {
    this.ending ??= this.undoAll();
    return this.ending;
  }

  protected get origin(): string {
    return this.begunAt;
  }

  private async keepAll(): Promise<void> {
    await this.allAnswered();
    if (this.firstFailure !== null) {
      await this.undoAll();
      throw this.firstFailure.error;
    }
    this.refuseModels('commit');
    try {
      if (this.hasBegun) await this.sendCommit();
    } catch (error) {
      throw this.fail(error);
    } finally {
      this.host.end(this, this.client);
    }
    // What a hook throws is nobody's answer, the commit has succeeded: it ends up uncaught.
    for (const hook of this.hooks) queueMicrotask(hook);
  }

  private async undoAll(): Promise<void> {
    this.refuseModels('rollback');
    // A connection whose ROLLBACK fails is not given back, and what it did is undone by its end.
    if (this.hasBegun) await this.host.pool.sendCommand(this.client, 'ROLLBACK').catch(() => undefined);
    this.host.end(this, this.client);
  }

  private sendBegin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.sendControl(BEGIN[this.isolation]);
  }

  /** Behind the statements before it, and waited for like them. */
  private sendControl(text: string): void {
    this.unanswered += 1;
    const answered = this.host.pool
      .sendCommand(this.client, text)
      .catch((error: unknown) => this.fail(error));
    void answered.then(() => {
      this.answered();
    });
  }

  private answered(): void {
    this.unanswered -= 1;
    if (this.unanswered > 0) return;
    for (const resume of this.waiting.splice(0)) resume();
  }

  /** Waits for every statement that was sent, whatever became of it. */
  private async allAnswered(): Promise<void> {
    if (this.unanswered > 0) await new Promise<void>((resume) => this.waiting.push(resume));
  }

  /** Else it is nobody's to undo any more what was written since. */
  private assertInnermost(savepoint: symbol): void {
    if (this.savepoints.at(-1) === savepoint) return;
    const error = new TransactionMisuse('A savepoint ended while one that began later had not.');
    this.firstFailure = { error };
    throw error;
  }

  private async sendCommit(): Promise<void> {
    const command = await this.host.pool.sendCommand(this.client, 'COMMIT').catch((error: unknown) => {
      // Whether it was kept is not known, so it must not be tried again.
      throw error instanceof ConnectionUnusable ? new Unavailable('The database', { cause: error }) : error;
    });
    if (command === 'ROLLBACK') {
      throw new TransactionMisuse('A statement failed and its failure was swallowed: nothing was kept.');
    }
  }

  private assertUsable(): void {
    if (this.ending !== null) throw this.finished();
    if (this.firstFailure !== null) throw this.refusal(this.firstFailure);
  }

  /** Sequelize refuses further statements by itself once it believes the transaction finished. */
  private refuseModels(finished: 'commit' | 'rollback'): void {
    if (this.view !== null) Object.assign(this.view, { finished });
  }

  /** The connection is gone for good, so every statement says so; otherwise only the first says what failed. */
  private refusal({ error }: Failure): unknown {
    if (error instanceof Unavailable) return error;
    return new TransactionMisuse('A statement of this transaction failed: it can only be rolled back.', {
      cause: error,
    });
  }

  private finished(): TransactionMisuse {
    return new TransactionMisuse('This transaction was committed or rolled back already.');
  }
}

/** The server has undone the whole, or nothing after it can be trusted: a savepoint helps no more. */
function endsTheWhole(failure: Failure | null): boolean {
  return [TransactionConflict, Unavailable, TransactionMisuse].some((kind) => failure?.error instanceof kind);
}
