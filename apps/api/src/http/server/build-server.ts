import { randomUUID } from 'node:crypto';
import type { AnsweredRequest } from '@2krika/composition';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { healthRoutes } from '../health/health-routes.js';
import type { PoolView } from '../health/health-views.js';
import type { HealthCheck } from '../health/readiness.js';
import { closeGracefully } from './connection/graceful-close.js';
import { allowOrigins } from './connection/cors.js';
import { DEFAULT_LIMITS, type Limits } from './connection/limits.js';
import { SECURITY_HEADERS } from './connection/security-headers.js';
import { answerUnreadable } from './connection/unreadable-request.js';
import { mountRoutes, type RouteServices } from './mount-routes.js';
import { openApiDocument } from './openapi/document.js';
import { serveDocumentation } from './openapi/documentation-page.js';
import { answerProblem, answerProblems } from './problem/answer-problems.js';
import type { Route } from './route/route.js';

export interface ServerOptions extends RouteServices {
  readonly routes: readonly Route[];
  readonly logger: FastifyBaseLogger;
  /** What has to answer before requests are welcome. */
  readonly checks: readonly HealthCheck[];
  /** How the pools of connections are used. Default: there are none. */
  readonly pools?: () => readonly PoolView[];
  /** Told of every request once it was answered. */
  readonly onAnswered?: (request: AnsweredRequest) => void;
  /** The version the document names. */
  readonly version: string;
  /** Whether `/openapi.json` and `/docs` are served. */
  readonly documentation: boolean;
  /** Addresses or CIDR ranges whose `X-Forwarded-*` are believed. Default: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** Web origins whose scripts may call us. Default: none. */
  readonly allowedOrigins?: readonly string[];
  readonly limits?: Partial<Limits>;
}

/** The HTTP server, not listening yet. `close()` lets it finish what it was asked. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const server = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: limits.body,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    http: {
      headersTimeout: limits.headersTimeout,
      connectionsCheckingInterval: limits.checkInterval,
    },
    routerOptions: {
      maxParamLength: limits.pathParameter,
      // Ours reads it later: a fault found here could not be answered.
      querystringParser: () => ({}),
    },
    trustProxy: [...(options.trustedProxies ?? [])],
    // While it drains, the server still answers: the balancer has not heard of it yet.
    return503OnClosing: false,
    clientErrorHandler: answerUnreadable(options.logger),
    frameworkErrors: (error, request, reply) => {
      void answerProblem(error, request, reply.headers(SECURITY_HEADERS).header('x-request-id', request.id));
    },
  });
  server.server.maxConnections = limits.connections;

  refuseUnguarded(server);
  const lifecycle = closeGracefully(server, limits);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  allowOrigins(server, options.allowedOrigins ?? []);
  logRequests(server);
  if (options.onAnswered) tellRequests(server, options.onAnswered);
  answerProblems(server);

  const routes = [...options.routes, ...healthRoutes(options.checks, lifecycle, options.pools)];
  const document = openApiDocument(routes, options.version);
  if (options.documentation) serveDocumentation(server, document);
  mountRoutes(server, routes, options);
  return server;
}

/** Deny by default: what says nothing about its callers cannot be registered, by whatever way. */
function refuseUnguarded(server: FastifyInstance): void {
  server.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.access) throw new Error(`${String(method)} ${url} does not say who may call it.`);
  });
}

/** One line a request, by its route and not its address: addresses carry ids and searches of people. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms }, 'request');
    done();
  });
}

/** What no route was found for is one kind of request, whatever addresses strangers try. */
function tellRequests(server: FastifyInstance, tell: (request: AnsweredRequest) => void): void {
  server.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    tell({ method, route: routeOptions.url ?? 'none', status, milliseconds });
    done();
  });
}
