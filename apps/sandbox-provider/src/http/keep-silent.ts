import type { FastifyReply } from 'fastify';

/** Never answers: the connection stays open until the client gives up, the operator stops, or `holdMs` pass. */
export function keepSilent(reply: FastifyReply, holdMs: number): void {
  reply.hijack();
  const { socket } = reply.request.raw;
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), holdMs);
  socket.once('close', () => {
    clearTimeout(timer);
  });
}
