import { LockTimeout } from '@2krika/domain';

/** Lost to a concurrent transaction: the same work, run again from its start, may succeed. */
export abstract class TransactionConflict extends LockTimeout {}

/** Waiting would close a circle of transactions that wait for each other (PostgreSQL's 40P01). */
export class Deadlock extends TransactionConflict {}

/** No serial order of the transactions explains what this one saw (PostgreSQL's 40001). */
export class SerializationFailure extends TransactionConflict {}
