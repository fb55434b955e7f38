import type { FastifyRequest } from 'fastify';

/** A header; when it was sent several times, its values joined, as Node does for most of them. */
export function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
