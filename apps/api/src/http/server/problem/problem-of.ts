import { STATUS_CODES } from 'node:http';
import { DomainError, StaleVersion, type ErrorDetails, type ErrorKind } from '@2krika/domain';
import { HttpProblem } from './http-problem.js';

/** Exhaustive: a new kind of refusal does not compile until it has a status. */
const STATUS_OF_KIND: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rule_violation: 422,
  unavailable: 503,
};

/** Seconds until the same request is worth sending again: outages that end at all mostly end sooner. */
const RETRY_AFTER = '1';

/** What the frame tells about a request it could not hand over, by Fastify's code. */
const FRAME_FAULTS: ReadonlyMap<string, readonly [status: number, code: string, detail: string]> = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', [413, 'body_too_large', 'The body is larger than this operation takes.']],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', [415, 'unsupported_media_type', 'Send application/json in UTF-8.']],
  ['FST_ERR_MAX_PARAM_LENGTH', [414, 'uri_too_long', 'A part of the path is longer than any id.']],
  ['FST_ERR_BAD_URL', [400, 'malformed_path', 'The path is not correctly percent-encoded.']],
]);

export interface ProblemContext {
  /** Opaque: the one thing a person can quote that finds the logs. */
  readonly requestId: string;
  /** The path that was asked for, without its query. */
  readonly instance: string;
  /** Whether the request named the version it had seen. */
  readonly conditional: boolean;
}

/** An answer of `application/problem+json` (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The fault is ours: it was not foreseen and has to be logged. */
  readonly unforeseen: boolean;
}

/** What is told of an error. Of one that nobody foresaw: nothing but the id of the request. */
export function problemOf(error: unknown, context: ProblemContext): Problem {
  if (error instanceof HttpProblem) {
    return render(error.status, error.code, error.message, error.details, error.headers, context);
  }
  if (error instanceof DomainError) {
    const status = statusOf(error, context);
    return render(status, error.code, error.message, error.details, headersFor(status), context);
  }
  const fault = frameFault(error);
  if (fault) return render(...fault, {}, {}, context);
  const detail = `Something went wrong on our side. Quote this id: ${context.requestId}`;
  return { ...render(500, 'internal_error', detail, {}, {}, context), unforeseen: true };
}

function statusOf(error: DomainError, { conditional }: ProblemContext): number {
  if (error instanceof StaleVersion && conditional) return 412;
  return STATUS_OF_KIND[error.kind];
}

function headersFor(status: number): Readonly<Record<string, string>> {
  if (status === 401) return { 'www-authenticate': 'Bearer' };
  if (status === 503) return { 'retry-after': RETRY_AFTER };
  return {};
}

function frameFault(error: unknown): readonly [number, string, string] | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') {
    return undefined;
  }
  const known = 'code' in error && typeof error.code === 'string' ? FRAME_FAULTS.get(error.code) : undefined;
  if (known) return known;
  if (error.statusCode >= 500) return undefined;
  return [400, 'malformed_request', 'The request could not be read.'];
}

function render(
  status: number,
  code: string,
  detail: string,
  details: ErrorDetails,
  headers: Readonly<Record<string, string>>,
  { requestId, instance }: ProblemContext,
): Problem {
  const body = {
    // Clients branch on `code`; a type URI would have to lead to a page to be worth more than that.
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
    code,
    instance,
    requestId,
  };
  return { status, headers, body: stringify({ ...details, ...body }), unforeseen: false };
}

function stringify(value: object): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? String(member) : member,
  );
}
