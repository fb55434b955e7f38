import { fastify, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { requireApiKey } from './authentication.js';
import { controlRoutes } from './control.route.js';
import { informationRoutes } from './information.route.js';
import { operationRoutes, type OperationRouteDependencies } from './operation.route.js';
import { registerProblems, type Problem } from './problem.js';

export interface ServerOptions {
  readonly apiKey: string;
  readonly logger: NonNullable<FastifyServerOptions['logger']>;
}

const BODY_LIMIT = 64 * 1024;

export function buildServer(
  { apiKey, logger }: ServerOptions,
  dependencies: OperationRouteDependencies,
): FastifyInstance {
  const server = fastify({
    logger,
    bodyLimit: BODY_LIMIT,
    // Fastify's defaults would turn "5" into 5 and drop what the schema does not know.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  registerProblems(server);

  // The one place every answer passes: none leaves before what it tells of survives a crash.
  server.addHook('onSend', async (request, reply, payload) => {
    try {
      await dependencies.store.durable();
      return payload;
    } catch (error) {
      request.log.error(error);
      const problem: Problem = {
        status: 503,
        code: 'journal_unavailable',
        detail: 'The journal cannot be written.',
      };
      reply.code(problem.status).type('application/problem+json');
      return JSON.stringify(problem);
    }
  });

  server.get('/health/live', () => ({ status: 'ok' }));
  void server.register(
    (v1, _options, done) => {
      v1.addHook('onRequest', requireApiKey(apiKey));
      operationRoutes(dependencies)(v1);
      informationRoutes(dependencies)(v1);
      void v1.register(
        (sandbox, _sandboxOptions, sandboxDone) => {
          controlRoutes(dependencies)(sandbox);
          sandboxDone();
        },
        { prefix: '/sandbox' },
      );
      done();
    },
    { prefix: '/v1' },
  );
  return server;
}
