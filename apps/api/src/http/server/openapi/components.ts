import { isDeepStrictEqual } from 'node:util';
import type { Class } from '../validation/class.js';
import type { Schema } from '../validation/documented-as.js';
import { classesIn, schemaOf } from './schema-of.js';

/** RFC 9457, with the members of ours. What a code adds is its own, so others are allowed here alone. */
export const PROBLEM: Schema = {
  type: 'object',
  description: 'RFC 9457. Branch on `code`, which is stable; `detail` is for people and may change.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string', format: 'uuid' },
    errors: {
      type: 'array',
      description: 'With `validation_failed`: each fault of the input.',
      items: {
        type: 'object',
        properties: {
          in: { enum: ['body', 'query'] },
          pointer: { type: 'string', format: 'json-pointer' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
        required: ['in', 'pointer', 'code', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'requestId'],
  additionalProperties: true,
};

/** The schemas of the classes and of all they refer to, by name. @throws when two differ under one name */
export function componentSchemas(types: readonly Class[]): Readonly<Record<string, Schema>> {
  const schemas = new Map<string, Schema>([['Problem', PROBLEM]]);
  const seen = new Set<Class>();
  const waiting = [...types];
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    const schema = schemaOf(type);
    const other = schemas.get(type.name);
    if (other && !isDeepStrictEqual(other, schema))
      throw new Error(`Two DTO classes are called ${type.name}.`);
    schemas.set(type.name, schema);
    waiting.push(...classesIn(type));
  }
  return Object.fromEntries([...schemas].sort(([left], [right]) => (left < right ? -1 : 1)));
}
