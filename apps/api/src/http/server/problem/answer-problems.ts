import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeError } from './describe-error.js';
import { notFound } from './http-problem.js';
import { problemOf } from './problem-of.js';

/** Makes every refusal and fault of the server an answer of problem+json. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  server.setNotFoundHandler((request, reply) => answerProblem(notFound(), request, reply));
  // Ahead of the body: what was sent to no address is not read.
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.is404) done(notFound());
    else done();
  });
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?');
  const { status, headers, body, unforeseen } = problemOf(error, {
    requestId: request.id,
    instance: path,
    conditional: request.headers['if-match'] !== undefined,
  });
  if (unforeseen) request.log.error({ error: describeError(error) }, 'unforeseen error');
  return reply.code(status).headers(headers).type('application/problem+json').send(body);
}
