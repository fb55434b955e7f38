import { setImmediate as afterPolling, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Limits } from './limits.js';

/** Whether the server is on its way out. */
export interface Lifecycle {
  readonly closing: boolean;
}

/**
 * Makes `server.close()` lose no request and still end in time: first it only tells, by `/health/ready` and
 * by `connection: close` on each answer; then it takes no new connections; at last it cuts the rest.
 * `forceCloseConnections` would cut requests that are being answered.
 */
export function closeGracefully(server: FastifyInstance, limits: Pick<Limits, 'drain' | 'close'>): Lifecycle {
  const lifecycle = { closing: false };
  let cut: NodeJS.Timeout | undefined;

  server.addHook('preClose', async () => {
    lifecycle.closing = true;
    await pause(limits.drain);
    // What the kernel has accepted and nobody has taken from its queue is reset when the listener closes. Node takes
    // all of it just before this turn of the loop.
    await afterPolling();
    // Node stops looking after its own time-outs here: a socket that never sends anything would stay.
    cut = setTimeout(() => server.server.closeAllConnections(), limits.close);
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (lifecycle.closing) void reply.header('connection', 'close');
    done();
  });
  server.addHook('onClose', (_server, done) => {
    clearTimeout(cut);
    done();
  });
  return lifecycle;
}
