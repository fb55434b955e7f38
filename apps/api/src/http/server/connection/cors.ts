import type { FastifyInstance } from 'fastify';

/** What a browser's script may read of an answer beside the plain headers. */
const EXPOSED = 'etag, location, idempotent-replayed, retry-after, x-request-id';
const ALLOWED = 'authorization, content-type, idempotency-key, if-match';
/** Seconds a browser remembers the permission. */
const MAX_AGE = '600';

/**
 * Lets scripts of the listed origins call us, and of no others. Without cookies, so that a page can do
 * nothing in the name of its visitor. The preflight itself is the OPTIONS of the path.
 */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin)) {
      void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED });
      if (request.method === 'OPTIONS') {
        void reply.headers({
          'access-control-allow-headers': ALLOWED,
          'access-control-allow-methods': request.routeOptions.config.allow ?? '',
          'access-control-max-age': MAX_AGE,
        });
      }
    }
    done();
  });
}
