import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenApiDocument, Response } from '../../src/http/server/openapi/document.js';

export interface AnswerCheck {
  /** What was sent and is not in the document. */
  readonly violations: readonly string[];
}

/**
 * Compares every body the server sends with the document, and turns one that differs into an error, so that
 * the test that caused it sees it. To be called before the server is ready.
 */
export function checkAnswers(server: FastifyInstance, document: OpenApiDocument): AnswerCheck {
  const violations: string[] = [];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'document' });

  server.addHook('onSend', async (request, reply, payload) => {
    const fault = faultOf(request, reply, payload);
    if (fault === null) return payload;
    violations.push(fault);
    throw new Error(fault);
  });
  return { violations };

  function faultOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): string | null {
    const path = request.routeOptions.url?.replaceAll(/:(\w+)/g, '{$1}');
    const method = request.method.toLowerCase();
    const operation = path === undefined ? undefined : document.paths[path]?.[method];
    if (path === undefined || !operation) return null;
    const status = String(reply.statusCode);
    const name = operation.responses[status] ? status : reply.statusCode >= 400 ? 'default' : null;
    const title = `${request.method} ${path} ${status}`;
    if (name === null) return `${title}: this status is not documented.`;
    const response: Response | undefined = operation.responses[name];
    const [type] = Object.keys(response?.content ?? {});
    if (type === undefined) return payload ? `${title}: a body is sent, none is documented.` : null;
    if (type === '*/*') return null;
    if (!String(reply.getHeader('content-type')).startsWith(type))
      return `${title}: the body is not ${type}.`;
    const pointer = ['paths', path, method, 'responses', name, 'content', type, 'schema']
      .map(escape)
      .join('/');
    // Not `ajv.validate({ $ref })`: that compiles the schema anew for each answer.
    const validate = ajv.getSchema(`document#/${pointer}`);
    if (!validate) return `${title}: no schema is documented.`;
    return validate(JSON.parse(String(payload))) ? null : `${title}: ${ajv.errorsText(validate.errors)}.`;
  }
}

/** As a fragment of a URI: a JSON Pointer, then percent-encoded. */
function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}
