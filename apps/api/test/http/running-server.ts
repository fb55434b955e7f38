import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isPermissionCode, Unauthenticated, type Actor, type PermissionCode } from '@2krika/domain';
import { healthRoutes } from '../../src/http/health/health-routes.js';
import { buildServer, type Route, type ServerOptions } from '../../src/http/server/index.js';
import { openApiDocument } from '../../src/http/server/openapi/document.js';
import { checkAnswers } from './answer-check.js';
import { MemoryIdempotency } from './memory-idempotency.js';

/** A token of the test: it says whose it is and what they may. */
export function tokenOf(userId: string, ...permissions: readonly PermissionCode[]): string {
  return Buffer.from([userId, ...permissions].join(' ')).toString('base64url');
}

async function authenticate(token: string): Promise<Actor> {
  const [userId, ...permissions] = Buffer.from(token, 'base64url').toString().split(' ');
  if (!userId) throw new Unauthenticated();
  return { userId, permissions: new Set(permissions.filter(isPermissionCode)) };
}

export interface RunningServer {
  readonly server: FastifyInstance;
  readonly url: string;
  readonly port: number;
  /** What was logged, parsed. */
  readonly logs: readonly Readonly<Record<string, unknown>>[];
  /** Calls with JSON in and out; `body` is sent as it is when it is text or bytes. */
  call(method: string, path: string, request?: CallOptions): Promise<CallResult>;
  /** Closes it, and fails when a body was sent that the document does not know. */
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface CallResult {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface StartOptions extends Partial<ServerOptions> {
  /** Does what has to be done before the server is ready. */
  readonly configure?: (server: FastifyInstance) => void;
}

/** A server with these routes on a port of its own, every answer checked against the document. */
export async function startServer(
  routes: readonly Route[],
  { configure, ...options }: StartOptions = {},
): Promise<RunningServer> {
  const logs: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line: string) => logs.push(recordOf(line)) });
  const server = buildServer({
    routes,
    authenticate,
    idempotency: new MemoryIdempotency(),
    digest: (text) => createHmac('sha256', 'a key of this server').update(text).digest('base64url'),
    logger,
    checks: [],
    version: '1.2.3',
    documentation: true,
    ...options,
  });
  const check = checkAnswers(
    server,
    openApiDocument([...routes, ...healthRoutes([], { closing: false })], '1.2.3'),
  );
  configure?.(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    server,
    url,
    port,
    logs,
    call: async (method, path, request) => call(url + path, method, request),
    async stop() {
      await server.close();
      expect(check.violations).toEqual([]);
    },
  };
}

async function call(
  url: string,
  method: string,
  { token, headers, body }: CallOptions = {},
): Promise<CallResult> {
  const asItIs = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: asItIs ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
  return { status: response.status, headers: response.headers, text, body: isJson ? recordOf(text) : {} };
}

function recordOf(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object') throw new Error(`Not an object: ${text}`);
  return { ...value };
}
