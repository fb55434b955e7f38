import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../operator/refusal.js';

/** A hook that lets nobody in without `Authorization: Bearer <apiKey>`. */
export function requireApiKey(apiKey: string) {
  const expected = digest(`Bearer ${apiKey}`);
  return (request: FastifyRequest): Promise<void> => {
    const given = digest(request.headers.authorization ?? '');
    if (timingSafeEqual(given, expected)) return Promise.resolve();
    return Promise.reject(
      new Refusal('unauthenticated', 'unauthenticated', 'The API key is missing or wrong.'),
    );
  };
}

/** Digests have one length, which the comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
