import './fastify-types.js';
import type { Actor } from '@2krika/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerOnce, type Idempotency } from './answer-once.js';
import { HttpProblem } from './problem/http-problem.js';
import { bearerToken } from './request/bearer-token.js';
import { readBuffers, readJson, readStreams } from './request/body-readers.js';
import { headerOf } from './request/header-of.js';
import { idempotencyKey } from './request/idempotency-key.js';
import type { Digest } from './request/sealed-cursors.js';
import { parseQuery } from './request/query-string.js';
import { anonymous, takesToken } from './route/access.js';
import type { Answer } from './route/answer.js';
import type { Route } from './route/route.js';
import { allowedMethods, routerPath } from './route/route-table.js';

export interface RouteServices {
  /** @throws Unauthenticated */
  readonly authenticate: (token: string) => Promise<Actor>;
  readonly idempotency: Idempotency;
  /** What signs the cursors of lists. */
  readonly digest: Digest;
}

/** Puts the routes on the server, each kind of body behind its own reader. */
export function mountRoutes(
  server: FastifyInstance,
  routes: readonly Route[],
  services: RouteServices,
): void {
  server.decorateRequest('actor', undefined);
  readJson(server);
  for (const route of routes.filter(({ body }) => typeof body !== 'object')) mount(server, route, services);
  for (const [kind, read] of [
    ['buffer', readBuffers],
    ['stream', readStreams],
  ] as const) {
    const taken = routes.filter(({ body }) => typeof body === 'object' && body.kind === kind);
    server.register((scope, _options, done) => {
      read(scope);
      for (const route of taken) mount(scope, route, services);
      done();
    });
  }
  for (const [path, methods] of allowedMethods(routes)) mountOtherMethods(server, path, methods);
}

function mount(
  scope: FastifyInstance,
  route: Route,
  { authenticate, idempotency, digest }: RouteServices,
): void {
  const { method, path, access, body, idempotent } = route;
  scope.route({
    method,
    url: routerPath(path),
    config: { access },
    ...(typeof body === 'object' ? { bodyLimit: body.limit } : {}),
    // Before the body is read: a stranger gets nothing parsed.
    async onRequest(request) {
      if (takesToken(access))
        request.actor = await authenticate(bearerToken(headerOf(request, 'authorization')));
      access.admit(request.actor);
      if (idempotent) idempotencyKey(headerOf(request, 'idempotency-key'));
    },
    async handler(request, reply) {
      const work = await route.prepare({
        actor: request.actor,
        params: request.params,
        query: parseQuery(searchOf(request)),
        body: request.body,
        header: (name) => headerOf(request, name),
        digest,
      });
      return send(reply, idempotent ? await answerOnce(idempotency, route, request, work) : await work());
    },
  });
}

function searchOf({ url }: FastifyRequest): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}

function send(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** RFC 9110: a method the resource does not have is 405 with those it has; OPTIONS tells them. */
function mountOtherMethods(server: FastifyInstance, path: string, methods: readonly string[]): void {
  const url = routerPath(path);
  const allow = methods.join(', ');
  const config = { access: anonymous, allow };
  server.options(url, { config }, (_request, reply) => reply.code(204).header('allow', allow).send());
  server.route({
    method: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'TRACE'].filter(
      (each) => !methods.includes(each),
    ),
    url,
    config,
    exposeHeadRoute: false,
    onRequest(request, _reply, done) {
      const detail = `${request.method} is not for this address, which takes ${allow}.`;
      done(new HttpProblem(405, 'method_not_allowed', detail, { headers: { allow } }));
    },
    handler: (_request, reply) => reply.send(),
  });
}
