import { LockTimeout, Unavailable } from '@2krika/domain';
import { DatabaseError } from 'pg';
import { BaseError, ConnectionError } from 'sequelize';
import type { Refusals } from './statement.js';

const DATABASE = 'The database';

/** Lost to a concurrent transaction: the same work, run again from its start, may succeed. */
export abstract class TransactionConflict extends LockTimeout {
  constructor(options: { readonly cause: unknown }) {
    super();
    this.cause = options.cause;
  }
}

/** Chosen to end a circle of transactions that wait for each other (40P01). */
export class Deadlock extends TransactionConflict {}

/** No serial order of the transactions explains what this one saw (40001). */
export class SerializationFailure extends TransactionConflict {}

/** This connection will not do any more, but another may: the server ended it or forgot its statements. */
export class ConnectionUnusable extends Unavailable {
  constructor(options: { readonly cause: unknown }) {
    super(DATABASE, options);
  }
}

/** What else is known where the error was caught. */
export interface ErrorContext {
  readonly refusals?: Refusals;
  /** Whether the connection it came from is gone. */
  readonly isConnectionLost?: boolean;
}

/**
 * Says an error of the driver or of Sequelize in the domain's words: a violation by the refusal named for its
 * constraint, waiting too long as `LockTimeout`, an outage as `Unavailable`. Everything else is returned as it
 * is: a fault nobody foresaw must not look like a refusal.
 */
export function translate(
  error: unknown,
  { refusals = {}, isConnectionLost = false }: ErrorContext = {},
): unknown {
  if (error instanceof ConnectionError) return new Unavailable(DATABASE, { cause: error });
  const fault = originOf(error);
  if (fault instanceof DatabaseError) return translateFault(fault, refusals) ?? error;
  if (isQueryTimeout(fault)) return new Unavailable(DATABASE, { cause: fault });
  return isConnectionLost ? new ConnectionUnusable({ cause: fault }) : error;
}

/**
 * Whether the connection an error came from must not be used again. Beside those that are gone: one that lost
 * its prepared statements fails for ever with 26000, one with a plan of an older schema with 0A000; and an
 * error without a code arose in the driver, which then no longer knows what the server has prepared.
 */
export function spoilsConnection(error: unknown): boolean {
  const fault = originOf(error);
  return !(fault instanceof DatabaseError) || isConnectionUnusable(fault);
}

function translateFault(fault: DatabaseError, refusals: Refusals): Error | null {
  const { code = '', constraint } = fault;
  const cause = { cause: fault };
  const refusal = constraint !== undefined && code.startsWith('23') ? refusals[constraint] : undefined;
  if (refusal !== undefined) return refusal();
  if (code === '40001') return new SerializationFailure(cause);
  if (code === '40P01') return new Deadlock(cause);
  if (code === '55P03') return Object.assign(new LockTimeout(), cause);
  if (isConnectionUnusable(fault)) return new ConnectionUnusable(cause);
  return isOutage(code) ? new Unavailable(DATABASE, cause) : null;
}

/** The plan of a prepared statement whose columns changed type shares its code with what is not supported. */
function isConnectionUnusable({ code = '', routine }: DatabaseError): boolean {
  const isPlanOutdated = code === '0A000' && routine === 'RevalidateCachedQuery';
  return isPlanOutdated || code === '26000' || code.startsWith('08') || code.startsWith('57P0');
}

/** Cancelled by a time limit of ours, ended for being idle in a transaction, or short of a resource. */
function isOutage(code: string): boolean {
  return code === '57014' || code === '25P03' || code.startsWith('53');
}

/** Its server may be alive but slow: nothing is gained by asking again. */
function isQueryTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** Sequelize wraps the errors of its models' statements. */
function originOf(error: unknown): unknown {
  return error instanceof BaseError && 'parent' in error ? error.parent : error;
}
