import { createHash } from 'node:crypto';
import type { Idempotently, IdempotentRequest, Json } from '@2krika/domain';
import type { FastifyRequest } from 'fastify';
import { canonicalJson, toJson } from './request/canonical-json.js';
import { headerOf } from './request/header-of.js';
import { idempotencyKey } from './request/idempotency-key.js';
import type { Answer } from './route/answer.js';
import type { Route } from './route/route.js';

/** What the server needs of the domain to answer a repeated request as it answered the first. */
export type Idempotency = Pick<Idempotently, 'execute'>;

type StoredAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for an answer without a body: no documented body is a bare null. */
  readonly body: Json;
};

/** Does the work of a numbered request once. The answer is stored in the transaction of the work. */
export async function answerOnce(
  idempotency: Idempotency,
  route: Route,
  request: FastifyRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { answer, replayed } = await idempotency.execute(numbered(route, request), async () =>
    stored(await work()),
  );
  return {
    status: answer.status,
    headers: { ...answer.headers, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
    body: answer.body ?? undefined,
  };
}

function numbered({ method, path }: Route, request: FastifyRequest): IdempotentRequest {
  const words = `${method} ${request.url}\n${request.body === undefined ? '' : canonicalJson(request.body)}`;
  if (!request.actor) throw new Error(`${method} ${path} is numbered, so it is for those who are signed in.`);
  return {
    scope: request.actor.userId,
    route: `${method} ${path}`,
    key: idempotencyKey(headerOf(request, 'idempotency-key')),
    hash: createHash('sha256').update(words).digest('hex'),
  };
}

function stored({ status, headers, body }: Answer): StoredAnswer {
  return { status, headers, body: body === undefined ? null : toJson(body) };
}
