import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';
import { bodyTooLarge, LimitedBytes } from '../route/bytes-body.js';
import { parseJson } from './json-body.js';

/** JSON and nothing else, so that no other media type can slip past the validation. */
export function readJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      assertPlainUtf8(request);
      // Clients that always name the type also do so when they send nothing.
      done(null, body.length === 0 ? undefined : parseJson(body));
    } catch (error) {
      done(error instanceof Error ? error : new Error('unreadable', { cause: error }));
    }
  });
}

/** Any media type, whole. */
export function readBuffers(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Any media type, piece by piece. */
export function readStreams(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (request, payload, done) => {
    const limit = request.routeOptions.bodyLimit;
    if (Number(request.headers['content-length']) > limit) {
      done(bodyTooLarge(limit));
      return;
    }
    done(null, new LimitedBytes(payload, limit));
  });
}

function assertPlainUtf8({ headers }: FastifyRequest): void {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^utf-?8$/i.test(charset) || encoding !== 'identity') {
    throw new HttpProblem(415, 'unsupported_media_type', 'Send application/json in UTF-8, not compressed.');
  }
}
