import { SECOND, type Duration } from '@2krika/domain';
import type { QueryLogger } from './query-logger.js';

/** How many connections there are and how long they live. */
export interface PoolOptions {
  readonly max: number;
  readonly min: number;
  /** How long a caller waits for a free connection. */
  readonly acquire: Duration;
  /** How long an unused connection is kept. */
  readonly idle: Duration;
  /** After so many uses a connection is replaced, so that what a session gathers on the server is freed. */
  readonly maxUses: number;
}

/** Every wait has an end; the server's limits end before the client's, so that it never goes on alone. */
export interface Timeouts {
  readonly connect: Duration;
  /** The client's: after it the connection is given up. */
  readonly query: Duration;
  readonly statement: Duration;
  /**
   * For one row or table that another transaction holds. Longer than the server's `deadlock_timeout`, 1 s, or a
   * deadlock is never recognised: everybody in it gives up, and nobody is let through.
   */
  readonly lock: Duration;
  /** Of a transaction without a statement running. It also is the age at which an open one is reported. */
  readonly idleInTransaction: Duration;
}

export interface DatabaseOptions {
  /** postgresql://user:password@host:port/database */
  readonly url: string;
  /** Tells our connections apart in `pg_stat_activity`. */
  readonly applicationName?: string;
  readonly pool?: Partial<PoolOptions>;
  readonly timeouts?: Partial<Timeouts>;
  readonly queryLogger?: QueryLogger;
  /**
   * Whether statements are prepared under their names, once for a connection. Default true. Behind a proxy that gives
   * each transaction another connection they are not; then the role brings the settings of the session.
   */
  readonly prepare?: boolean;
  /**
   * Told the stack that began a transaction which nobody ended. Default: a warning of the process.
   */
  readonly onUnfinished?: (origin: string) => void;
}

/** Such that no request waits longer than three seconds, whatever the database does. */
export const DEFAULT_POOL: PoolOptions = {
  max: 10,
  min: 0,
  acquire: SECOND,
  idle: 10 * SECOND,
  maxUses: 5_000,
};

export const DEFAULT_TIMEOUTS: Timeouts = {
  connect: SECOND,
  query: 2_000,
  statement: 1_700,
  lock: 1_300,
  idleInTransaction: 5 * SECOND,
};
