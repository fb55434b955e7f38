import { Unavailable } from '@2krika/domain';
import { mongo } from 'mongoose';

const STORE = 'The store of messages';

/** Every way the driver says that it does not get through. */
const OUTAGES = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
] as const;

/** Not exported by the driver: nobody gave a connection back in time. */
const WAIT_QUEUE_TIMEOUT = 'MongoWaitQueueTimeoutError';

/** A server that is going down, or is no longer the one to write to, and one that took too long. */
const OUTAGE_CODES: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

const DUPLICATE_KEY = 11_000;

/** The store does not answer. */
export function unavailable(cause?: unknown): Unavailable {
  return new Unavailable(STORE, { cause });
}

/**
 * Says an error of the driver or of Mongoose in the domain's words: an outage as `Unavailable`. Everything else is
 * returned as it is: a fault nobody foresaw must not look like a refusal.
 */
export function translate(error: unknown): unknown {
  return isOutage(error) ? unavailable(error) : error;
}

/**
 * Whether a document was refused for a value another one has. It does not say which: not every server that speaks
 * the protocol tells the index.
 */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

function isOutage(error: unknown): boolean {
  if (error instanceof mongo.MongoServerError) return OUTAGE_CODES.has(error.code);
  if (OUTAGES.some((outage) => error instanceof outage)) return true;
  return error instanceof Error && error.name === WAIT_QUEUE_TIMEOUT;
}
