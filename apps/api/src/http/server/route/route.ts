import type { Readable } from 'node:stream';
import type { Actor, CursorPage } from '@2krika/domain';
import { HttpProblem } from '../problem/http-problem.js';
import { SealedCursors, type Digest } from '../request/sealed-cursors.js';
import type { Class } from '../validation/class.js';
import { ListQuery, type OneOf } from '../validation/pages.js';
import type { Access } from './access.js';
import type { Answer } from './answer.js';
import type { BytesBody } from './bytes-body.js';
import { readBody, readIfMatch, readParams, readQuery, type ExpectedVersion } from './read-request.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an answer carries: the fields of a view or of one of several, nothing at all, or the bytes of a file. */
export type AnswerSchema = Class | OneOf<object> | 'empty' | 'bytes';
export type AnswerSchemas = Readonly<Record<number, AnswerSchema>>;

type BodyOf<Schema> =
  Schema extends Class<infer View>
    ? View
    : Schema extends OneOf<infer View>
      ? View
      : Schema extends 'bytes'
        ? Readable
        : undefined;

/** Any of the documented answers, each status with its own body. */
export type AnswerOf<Answers extends AnswerSchemas> = {
  [Status in keyof Answers & number]: Answer<Status, BodyOf<Answers[Status]>>;
}[keyof Answers & number];

/** What a handler gets: everything checked, nothing left to parse. */
export interface RouteRequest<Caller, Params, Query, Body, IfMatch extends boolean> {
  readonly actor: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The version the caller saw, of `If-Match`. */
  readonly expectedVersion: ExpectedVersion<IfMatch>;
  readonly header: (name: string) => string | undefined;
}

export interface RouteDefinition<
  Caller extends Actor | undefined,
  Params,
  Query,
  Body,
  Answers extends AnswerSchemas,
  IfMatch extends boolean,
> {
  readonly method: Method;
  /** Below `/v1`, parameters in braces: `/orders/{id}`. */
  readonly path: string;
  /** The path is the whole path: for operations on the service itself. */
  readonly unversioned?: true;
  /** One sentence. */
  readonly summary: string;
  readonly tag: string;
  readonly access: Access<Caller>;
  /**
   * The sender numbers the request by an `Idempotency-Key`; sent again, it has its effect once. Only for those who
   * are signed in: the numbers of strangers would meet, and one be shown the answer of another.
   */
  readonly idempotent?: Caller extends Actor ? boolean : false;
  /** The sender says by `If-Match` which version it saw. */
  readonly ifMatch?: IfMatch;
  /** A path that breaks its form names nothing, so it is answered 404 like an id that is not there. */
  readonly params?: Class<Params & object>;
  readonly query?: Class<Query & object>;
  readonly body?: Class<Body & object> | BytesBody<Body>;
  readonly answers: Answers;
  /** Codes of the domain's refusals worth telling of, beyond those every route of its kind has. */
  readonly refusals?: readonly string[];
  handle(request: RouteRequest<Caller, Params, Query, Body, IfMatch>): Promise<AnswerOf<Answers>>;
}

/** A request as it came, already routed and with its actor known. */
export interface IncomingRequest {
  readonly actor: Actor | undefined;
  readonly params: unknown;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
  /** What signs the cursors of lists. */
  readonly digest: Digest;
}

/** A route as the server and the document see it: the types of its input are closed in. */
export interface Route {
  readonly method: Method;
  /** The whole path, parameters in braces: `/v1/orders/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly idempotent: boolean;
  readonly ifMatch: boolean;
  readonly params: Class | undefined;
  readonly query: Class | undefined;
  readonly body: Class | BytesBody<unknown> | undefined;
  readonly answers: AnswerSchemas;
  readonly refusals: readonly string[];
  /** Checks the request. @returns what to do for it. @throws HttpProblem */
  prepare(request: IncomingRequest): Promise<() => Promise<Answer>>;
}

/** Describes one operation. The types of its input and answers come from the DTO classes. */
export function route<
  Caller extends Actor | undefined,
  const Answers extends AnswerSchemas,
  Params = undefined,
  Query = undefined,
  Body = undefined,
  IfMatch extends boolean = false,
>(definition: RouteDefinition<Caller, Params, Query, Body, Answers, IfMatch>): Route {
  const { method, path, unversioned, summary, tag, access, params, query, body, answers } = definition;
  return {
    method,
    path: unversioned ? path : `/v1${path}`,
    summary,
    tag,
    access,
    idempotent: definition.idempotent ?? false,
    ifMatch: definition.ifMatch ?? false,
    params,
    query,
    body,
    answers,
    refusals: [...(definition.refusals ?? []), ...(takesCursor(query) ? ['kernel.invalid_cursor'] : [])],
    async prepare(request) {
      const checked = {
        actor: access.admit(request.actor),
        params: await readParams(params, request.params),
        expectedVersion: readIfMatch(definition.ifMatch, request.header('if-match')),
        query: await readQuery(query, request.query),
        body: await readBody(body, request.body),
        header: request.header,
      };
      const { query: asked } = checked;
      if (!(asked instanceof ListQuery)) return () => definition.handle(checked);
      const cursors = new SealedCursors(request.digest, {
        route: `${method} ${path}`,
        userId: checked.actor?.userId ?? null,
        ...{ params: request.params, query: request.query },
      });
      openCursor(asked, cursors);
      return async () => sealCursors(await definition.handle(checked), cursors);
    },
  };
}

/** @throws HttpProblem 400 beside a page; InvalidCursor */
function openCursor(asked: ListQuery, cursors: SealedCursors): void {
  if (asked.cursor === undefined) return;
  if (asked.page !== undefined) {
    throw new HttpProblem(400, 'page_and_cursor', 'A list is read by page or by cursor, not by both.');
  }
  if (asked.cursor !== '') asked.cursor = cursors.open(asked.cursor);
}

function sealCursors(answer: Answer, cursors: SealedCursors): Answer {
  return isCursorPage(answer.body) ? { ...answer, body: cursors.seal(answer.body) } : answer;
}

/** Whether the route is asked for a list. */
export function takesCursor(query: Class | undefined): boolean {
  return query !== undefined && (query === ListQuery || query.prototype instanceof ListQuery);
}

function isCursorPage(body: unknown): body is CursorPage<unknown> {
  return typeof body === 'object' && body !== null && 'nextCursor' in body && 'prevCursor' in body;
}
