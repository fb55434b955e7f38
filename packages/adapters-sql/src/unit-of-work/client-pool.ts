import * as pg from 'pg';
import { Sequelize } from 'sequelize';
import { DEFAULT_POOL, DEFAULT_TIMEOUTS, type DatabaseOptions } from './database-options.js';
import { PipelinedClient } from './pipelined-client.js';
import { withoutValues, type QueryLogger } from './query-logger.js';
import { spoilsConnection, translate } from './sql-errors.js';
import type { Call } from './sql-session.js';
import type { Refusals } from './statement.js';
import { TYPE_PARSERS } from './type-parsers.js';

/**
 * A statement is planned once for a connection, whatever its values: each way of asking is a statement of its own.
 * Left to choose, the server plans a page of a list anew each time, which takes longer than to read it.
 */
const PLAN_ONCE = '-c plan_cache_mode=force_generic_plan';

/**
 * Outside a transaction of ours the server refuses every write: one that arrives after its transaction ended,
 * or in the same flight as a BEGIN that failed, would otherwise be kept by itself.
 */
const SESSION_SETTINGS = `-c default_transaction_read_only=on -c TimeZone=UTC ${PLAN_ONCE}`;

/** Oldest version that is supported; naming it spares Sequelize a connection just to ask. */
const SERVER_VERSION = '15.0.0';

/** Sequelize's pool, filled with pipelined connections: models and our own statements share both. */
export class ClientPool {
  readonly sequelize: Sequelize;
  private readonly logger: QueryLogger | undefined;

  constructor({ url, applicationName = '2krika', pool, timeouts, queryLogger }: DatabaseOptions) {
    this.logger = queryLogger;
    const limits = { ...DEFAULT_TIMEOUTS, ...timeouts };
    // A variable, because Sequelize's types leave `databaseVersion` out.
    const options = {
      dialect: 'postgres' as const,
      dialectModule: { ...pg, Client: PipelinedClient },
      databaseVersion: SERVER_VERSION,
      pool: { ...DEFAULT_POOL, ...pool },
      define: { underscored: true, timestamps: true },
      benchmark: true,
      logging: queryLogger
        ? (sql: string, timing = 0) => {
            queryLogger.query(withoutValues(sql), timing);
          }
        : (false as const),
      // Set with the start of the connection instead of in a round trip of its own.
      keepDefaultTimezone: true,
      dialectOptions: {
        clientMinMessages: 'ignore',
        options: SESSION_SETTINGS,
        application_name: applicationName,
        keepAlive: true,
        connectionTimeoutMillis: limits.connect,
        query_timeout: limits.query,
        statement_timeout: limits.statement,
        lock_timeout: limits.lock,
        idle_in_transaction_session_timeout: limits.idleInTransaction,
      },
    };
    this.sequelize = new Sequelize(url, options);
  }

  /** @throws Unavailable when the server is not reached, or all connections stay in use */
  async acquire(): Promise<PipelinedClient> {
    try {
      const connection = await this.sequelize.connectionManager.getConnection({ type: 'write' });
      if (connection instanceof PipelinedClient) return connection;
    } catch (error) {
      throw translate(error);
    }
    throw new TypeError('The pool holds a connection it did not make.');
  }

  /** Runs a statement on a connection. @throws its failure, in the domain's words where it has any */
  send<Row extends unknown[]>(client: PipelinedClient, { statement, values, refusals }: Call<Row>) {
    const { name, text } = statement;
    const query = { name, text, values: [...values], rowMode: 'array' as const, types: TYPE_PARSERS };
    return this.observe(client, text, () => client.query<Row>(query), refusals);
  }

  /** Begins or ends a transaction. Answers the command that was done: a COMMIT can turn out a ROLLBACK. */
  async sendCommand(client: PipelinedClient, text: string): Promise<string> {
    const { command } = await this.observe(client, text, () => client.query(text));
    return command;
  }

  /** Gives it back, or ends it when the next user would notice what this one did. */
  release(client: PipelinedClient): void {
    if (client.isReusable) this.sequelize.connectionManager.releaseConnection(client);
    else this.destroy(client);
  }

  /** Ends it and makes room for another. */
  destroy(client: PipelinedClient): void {
    // Nobody waits for a goodbye: the server may be the reason.
    this.sequelize.connectionManager.destroyConnection(client).catch(() => undefined);
  }

  private async observe<Result>(
    client: PipelinedClient,
    text: string,
    query: () => Promise<Result>,
    refusals: Refusals = {},
  ): Promise<Result> {
    const sentAt = performance.now();
    client.gather();
    try {
      return await query();
    } catch (error) {
      if (spoilsConnection(error)) client.spoil();
      throw translate(error, { refusals, isConnectionLost: client.isLost });
    } finally {
      this.logger?.query(text, performance.now() - sentAt);
    }
  }

  /** Waits until every connection was given back, then ends them. */
  async close(): Promise<void> {
    await this.sequelize.close();
  }
}
