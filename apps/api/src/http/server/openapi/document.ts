import { STATUS_CODES } from 'node:http';
import { takesToken } from '../route/access.js';
import type { AnswerSchema, Route } from '../route/route.js';
import type { Class } from '../validation/class.js';
import { OneOf } from '../validation/pages.js';
import type { Schema } from '../validation/documented-as.js';
import { componentSchemas } from './components.js';
import { referenceTo, schemaOf } from './schema-of.js';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Schema;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Response>>;
  readonly [member: string]: unknown;
}

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Schema>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** The document of the routes. @throws when a class is not documented or two differ under one name */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: '2KRIKA', version },
    paths,
    components: {
      schemas: componentSchemas(routes.flatMap(classesOf)),
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function operationOf(route: Route): Operation {
  const { method, path, summary, tag, access, body } = route;
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase())}`,
    summary,
    ...(access.permission ? { description: `For staff with \`${access.permission}\`.` } : {}),
    tags: [tag],
    security: takesToken(access) ? [{ accessToken: [] }] : [],
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: responsesOf(route),
  };
}

function contentOf(body: NonNullable<Route['body']>): Readonly<Record<string, Schema>> {
  return typeof body === 'function'
    ? { 'application/json': { schema: referenceTo(body) } }
    : { '*/*': { schema: { type: 'string', format: 'binary', maxLength: body.limit } } };
}

function parametersOf({ params, query, idempotent, ifMatch }: Route): readonly Schema[] {
  return [
    ...(params ? membersAs('path', params) : []),
    ...(query ? membersAs('query', query) : []),
    ...(idempotent
      ? [
          header('Idempotency-Key', 'Chosen by you; the same request sent again has its effect once.', {
            pattern: '^[\\x21-\\x7e]{1,255}$',
          }),
        ]
      : []),
    ...(ifMatch ? [header('If-Match', 'The ETag you have seen.', { pattern: '^"\\d{1,15}"$' })] : []),
  ];
}

function header(name: string, description: string, rules: Schema): Schema {
  return { name, in: 'header', required: true, description, schema: { type: 'string', ...rules } };
}

function membersAs(place: 'path' | 'query', type: Class): readonly Schema[] {
  const { properties, required } = schemaOf(type);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function responsesOf(route: Route): Readonly<Record<string, Response>> {
  const answers = Object.entries(route.answers).map(([status, schema]): [string, Response] => [
    status,
    answerOf(status, schema, route),
  ]);
  const refusals = refusalStatuses(route)
    .filter((status) => !(status in route.answers))
    .map((status): [string, Response] => [String(status), problem(String(STATUS_CODES[status]))]);
  const codes = route.refusals.map((code) => `\`${code}\``).join(', ');
  return {
    ...Object.fromEntries([...answers, ...refusals]),
    default: problem(codes ? `Refused: ${codes}.` : 'Refused.'),
  };
}

function answerOf(status: string, schema: AnswerSchema, { idempotent }: Route): Response {
  const description = String(STATUS_CODES[status]);
  const replayed = { schema: { const: 'true' }, description: 'Sent when this is the answer of before.' };
  const headers = idempotent ? { headers: { 'Idempotent-Replayed': replayed } } : {};
  if (schema === 'empty') return { description, ...headers };
  const content =
    schema === 'bytes'
      ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: jsonSchemaOf(schema) } };
  return { description, ...headers, content };
}

function jsonSchemaOf(schema: Class | OneOf<object>): Schema {
  return schema instanceof OneOf ? { oneOf: schema.types.map(referenceTo) } : referenceTo(schema);
}

/** What a route may be refused for because of how it is made, whatever it does. */
function refusalStatuses({ access, params, query, body, idempotent, ifMatch }: Route): readonly number[] {
  return [
    ...(body || idempotent || query ? [400] : []),
    ...(takesToken(access) ? [401] : []),
    ...(access.permission ? [403] : []),
    ...(params ? [404] : []),
    ...(idempotent ? [409] : []),
    ...(ifMatch ? [412, 428] : []),
    ...(body ? [413] : []),
    ...(typeof body === 'function' ? [415] : []),
    ...(query || idempotent || typeof body === 'function' ? [422] : []),
  ];
}

function problem(description: string): Response {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function classesOf({ body, answers }: Route): readonly Class[] {
  const schemas = Object.values(answers).flatMap((schema) => {
    if (schema instanceof OneOf) return schema.types;
    return typeof schema === 'function' ? [schema] : [];
  });
  return typeof body === 'function' ? [body, ...schemas] : schemas;
}
