import { DomainError } from '../../kernel/index.js';

export const QUERY_STORES = ['postgresql', 'mongodb'] as const;
export type QueryStore = (typeof QUERY_STORES)[number];

/** What is known of the slow calls of one query. Those that were fast enough are in none of the figures. */
export interface SlowCalls {
  readonly calls: number;
  /** Milliseconds of all of them together. */
  readonly totalMs: number;
  /** Milliseconds of the slowest. */
  readonly maxMs: number;
  /** Rows or documents they returned or changed, as far as the store told. */
  readonly rows: number;
  /** How many calls took how long: calls of bucket `n` took at most `2^(n/4)` milliseconds, and more than those of `n - 1`. */
  readonly buckets: readonly number[];
}

/** A query that was slow, whatever values it was asked with. */
export interface CountedQuery extends SlowCalls {
  /** 16 hexadecimal digits, the same for texts that differ in their values and lengths of lists alone. */
  readonly fingerprint: string;
  readonly store: QueryStore;
  /** Never holds a value of a call. */
  readonly text: string;
}

/** What all processes have counted of it. */
export interface SlowQuery extends CountedQuery {
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** The last one, of calls longer than 55 seconds, has no upper end. */
export const BUCKETS = 65;
const BUCKETS_PER_DOUBLING = 4;

/** One call. @param milliseconds it took, in whole ones at least 1 */
export function slowCall(milliseconds: number, rows: number): SlowCalls {
  const taken = Math.max(1, Math.round(milliseconds));
  const bucket = Math.min(BUCKETS - 1, Math.ceil(Math.log2(taken) * BUCKETS_PER_DOUBLING));
  const buckets = Array.from({ length: BUCKETS }, (_, index) => (index === bucket ? 1 : 0));
  return { calls: 1, totalMs: taken, maxMs: taken, rows, buckets };
}

/** Both together. */
export function addSlowCalls(left: SlowCalls, right: SlowCalls): SlowCalls {
  return {
    calls: left.calls + right.calls,
    totalMs: left.totalMs + right.totalMs,
    maxMs: Math.max(left.maxMs, right.maxMs),
    rows: left.rows + right.rows,
    buckets: left.buckets.map((count, index) => count + (right.buckets[index] ?? 0)),
  };
}

/** Milliseconds a call took on average. */
export function meanMs({ calls, totalMs }: SlowCalls): number {
  return Math.round(totalMs / calls);
}

/**
 * Milliseconds within which nineteen of twenty calls ended: the upper end of the bucket the last of them is in, so
 * never too low and at most a fifth too high.
 */
export function p95Ms({ calls, maxMs, buckets }: SlowCalls): number {
  const rank = Math.ceil(calls * 0.95);
  let seen = 0;
  const bucket = buckets.findIndex((count) => (seen += count) >= rank);
  if (bucket === -1 || bucket === BUCKETS - 1) return maxMs;
  return Math.min(maxMs, Math.round(2 ** (bucket / BUCKETS_PER_DOUBLING)));
}

/** Nothing of this fingerprint was ever slow. */
export class SlowQueryNotFound extends DomainError {
  readonly code = 'platform.slow_query_not_found';
  readonly kind = 'not_found';

  constructor(fingerprint: string) {
    super('No query of this fingerprint was ever slow.', { fingerprint });
  }
}

/** Its store gives no plan for it: it is no statement that has one, or not one of PostgreSQL. */
export class QueryNotExplainable extends DomainError {
  readonly code = 'platform.query_not_explainable';
  readonly kind = 'rule_violation';

  constructor(options: { readonly cause?: unknown } = {}) {
    super('There is no plan for this query.');
    this.cause = options.cause;
  }
}
