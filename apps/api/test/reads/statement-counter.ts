import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';

/** A request that was answered, and what it sent to PostgreSQL until then. */
export interface CountedCall {
  /** `GET /v1/orders/{id}` */
  readonly route: string;
  readonly address: string;
  readonly status: number;
  readonly statements: readonly string[];
}

const TRANSACTION = /^(BEGIN|COMMIT|ROLLBACK)\b/;
/** Sent once the work is kept, by a connection of its own, and nobody waits for it. */
const WAKE_UP = /\bpg_notify\(/;

/**
 * Tells which statements a request caused, by the product's own log of slow ones, for which every one is slow: what
 * runs in this process beside it, such as the worker, belongs to no request.
 */
export class StatementCounter {
  readonly calls: CountedCall[] = [];
  readonly logger: Logger;
  private readonly current = new AsyncLocalStorage<string[]>();

  constructor() {
    this.logger = pino({
      level: 'debug',
      hooks: {
        logMethod: ([fields]) => {
          if (isStatement(fields)) this.current.getStore()?.push(fields.text);
        },
      },
    });
  }

  /** To be called before the server is ready. */
  attachTo(server: FastifyInstance): void {
    const sent = new WeakMap<object, string[]>();
    server.addHook('onRequest', (request, _reply, done) => {
      const statements: string[] = [];
      sent.set(request, statements);
      this.current.run(statements, done);
    });
    server.addHook('onSend', (request, reply, payload, done) => {
      const path = request.routeOptions.url?.replaceAll(/:(\w+)/g, '{$1}');
      if (path !== undefined) {
        this.calls.push({
          route: `${request.method} ${path}`,
          ...{ address: request.url, status: reply.statusCode },
          statements: lastAttempt(sent.get(request) ?? []),
        });
      }
      done(null, payload);
    });
  }
}

/** Work that met somebody else's is done again: only what came of it in the end is the request's own. */
function lastAttempt(statements: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const [index, statement] of statements.entries()) {
    const isAgain =
      statement.startsWith('ROLLBACK') && statements.slice(index).some((each) => each.startsWith('BEGIN'));
    if (isAgain) kept.splice(kept.findLastIndex((each) => each.startsWith('BEGIN')));
    else kept.push(statement);
  }
  return kept.filter((statement) => !TRANSACTION.test(statement) && !WAKE_UP.test(statement));
}

function isStatement(fields: unknown): fields is { readonly text: string } {
  return isObject(fields) && fields['store'] === 'postgresql' && typeof fields['text'] === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
