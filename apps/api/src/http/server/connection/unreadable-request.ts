import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { HttpProblem } from '../problem/http-problem.js';
import { problemOf } from '../problem/problem-of.js';
import { SECURITY_HEADERS } from './security-headers.js';

const PROBLEMS: ReadonlyMap<string, HttpProblem> = new Map([
  [
    'ERR_HTTP_REQUEST_TIMEOUT',
    new HttpProblem(408, 'request_timeout', 'The request took too long to arrive.'),
  ],
  ['HPE_HEADER_OVERFLOW', new HttpProblem(431, 'headers_too_large', 'The headers are too large.')],
]);
const MALFORMED = new HttpProblem(400, 'malformed_request', 'This is not an HTTP request.');

/** Answers what Node could not make a request of. No route, hook or log line of a request exists for it. */
export function answerUnreadable(logger: FastifyBaseLogger) {
  return ({ code }: { readonly code: string }, socket: Socket): void => {
    if (code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const requestId = randomUUID();
    const problem = problemOf(PROBLEMS.get(code) ?? MALFORMED, {
      requestId,
      instance: '',
      conditional: false,
    });
    logger.info({ reqId: requestId, status: problem.status, cause: code }, 'unreadable request');
    socket.end(rawAnswer(problem.status, problem.body, requestId), () => socket.destroy());
  };
}

function rawAnswer(status: number, body: string, requestId: string): string {
  const headers = {
    ...SECURITY_HEADERS,
    'x-request-id': requestId,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}
