import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Refusal, type RefusalKind } from '../operator/refusal.js';

const STATUS: Record<RefusalKind, number> = {
  unauthenticated: 401,
  not_found: 404,
  conflict: 409,
  rejected: 422,
  outage: 500,
};

/** What every error is answered with, as `application/problem+json`. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(problem);
}

export function registerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error);
    if (problem === null) {
      request.log.error(error);
      return sendProblem(reply, { status: 500, code: 'internal_error', detail: 'The operator failed.' });
    }
    return sendProblem(reply, problem);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(reply, {
      status: 404,
      code: 'route_not_found',
      detail: `No ${request.method} ${request.url}.`,
    }),
  );
}

function problemOf(error: FastifyError | Refusal): Problem | null {
  if (error instanceof Refusal) {
    return { status: STATUS[error.kind], code: error.code, detail: error.message };
  }
  const status = error.statusCode;
  if (status === undefined || status >= 500) return null;
  return { status, code: 'invalid_request', detail: error.message };
}
