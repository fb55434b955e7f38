import * as pg from 'pg';
import type { QueryArrayResult, QueryResult } from 'pg';
import { Sequelize } from 'sequelize';
import { DEFAULT_POOL, DEFAULT_TIMEOUTS, type DatabaseOptions } from './database-options.js';
import { PipelinedClient } from './pipelined-client.js';
import { poolStateOf, type PoolState } from './pool-state.js';
import { withoutValues, type QueryLogger } from './query-logger.js';
import { assertSettingsOfRole, startupSettings } from './session-settings.js';
import { spoilsConnection, translate } from './sql-errors.js';
import type { Call } from './sql-session.js';
import type { Refusals } from './statement.js';
import { TYPE_PARSERS } from './type-parsers.js';

/** Oldest version that is supported; naming it spares Sequelize a connection just to ask. */
const SERVER_VERSION = '15.0.0';

const NONE: Refusals = {};

/** Sequelize's pool, filled with pipelined connections: models and our own statements share both. */
export class ClientPool {
  readonly sequelize: Sequelize;
  private readonly logger: QueryLogger | undefined;
  private readonly prepares: boolean;

  constructor(databaseOptions: DatabaseOptions) {
    const { url, applicationName = '2krika', pool, timeouts, queryLogger, prepare = true } = databaseOptions;
    this.logger = queryLogger;
    this.prepares = prepare;
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
            queryLogger.query(withoutValues(sql), timing, 0);
          }
        : (false as const),
      // Set with the start of the connection instead of in a round trip of its own.
      keepDefaultTimezone: true,
      dialectOptions: {
        clientMinMessages: 'ignore',
        application_name: applicationName,
        keepAlive: true,
        connectionTimeoutMillis: limits.connect,
        query_timeout: limits.query,
        ...(prepare ? startupSettings(limits) : {}),
      },
    };
    this.sequelize = new Sequelize(url, options);
    if (!prepare) this.sequelize.addHook('afterConnect', refuseUnlessRoleIsSet);
  }

  /** How it is used at this moment. */
  get state(): PoolState {
    return poolStateOf(this.sequelize);
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
  send<Row extends unknown[]>(client: PipelinedClient, call: Call<Row>): Promise<QueryArrayResult<Row>> {
    const { statement, values, refusals } = call;
    const { name, text } = statement;
    const query = {
      text,
      ...{ values: [...values], rowMode: 'array' as const, types: TYPE_PARSERS },
      ...(this.prepares ? { name } : {}),
    };
    return this.observe<QueryArrayResult<Row>>(client, text, refusals, (done) => {
      client.query<Row>(query, done);
    });
  }

  /** Begins or ends a transaction. Answers the command that was done: a COMMIT can turn out a ROLLBACK. */
  async sendCommand(client: PipelinedClient, text: string): Promise<string> {
    const { command } = await this.observe<QueryResult>(client, text, NONE, (done) => {
      client.query(text, done);
    });
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

  private observe<Result extends { readonly rowCount: number | null }>(
    client: PipelinedClient,
    text: string,
    refusals: Refusals,
    query: (done: (error: Error | undefined, result: Result) => void) => void,
  ): Promise<Result> {
    const sentAt = performance.now();
    client.gather();
    // Callbacks, because of each promise made inside a unit of work its AsyncLocalStorage has to be told.
    const answered = new Promise<Result>((resolve, reject) => {
      query((error, result) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
    return answered.then(
      (result) => {
        this.logger?.query(text, performance.now() - sentAt, result.rowCount ?? 0);
        return result;
      },
      (error: unknown) => {
        this.logger?.query(text, performance.now() - sentAt, 0);
        if (spoilsConnection(error)) client.spoil();
        // It was made where the answer was read: who asked is what a reader of the log looks for.
        if (error instanceof Error) Error.captureStackTrace(error);
        throw translate(error, { refusals, isConnectionLost: client.isLost });
      },
    );
  }

  /** Waits until every connection was given back, then ends them. */
  async close(): Promise<void> {
    await this.sequelize.close();
  }
}

async function refuseUnlessRoleIsSet(connection: unknown): Promise<void> {
  if (!(connection instanceof PipelinedClient))
    throw new TypeError('The pool holds a connection it did not make.');
  try {
    await assertSettingsOfRole(connection);
  } catch (error) {
    // The pool does not know it yet, so nobody else would end it.
    await connection.end().catch(() => undefined);
    throw error;
  }
}
