import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema, Operation } from './openapi.js';
import type { Trial } from './trial.js';
import { HOSTILE_NAMES, validValues, wrongValues } from './values.js';

/** What makes a good request a bad one. */
export type Fault = (request: Trial) => Partial<Trial>;

const BROKEN_JSON = [
  ...['', '{', '{"a":1,}', '{/**/}', '{"a":NaN}', 'null', '[]', '"text"', '\ufeff{}'],
  `${'['.repeat(40)}${']'.repeat(40)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  `{"a":"${'x'.repeat(70_000)}"}`,
  '{"__proto__":{"isAdmin":true}}',
];
const OTHER_MEDIA_TYPES = [
  ...['text/plain', 'application/xml', 'application/json garbage', 'application/jsonp'],
  ...['application/json; charset=latin1', 'application/x-www-form-urlencoded'],
  'multipart/form-data; boundary=x',
];
const HOSTILE_SEGMENTS = [
  ...['1', '-1', 'null', '__proto__', '%00', '%ff', '%zz', '..%2f..%2fetc%2fpasswd', "'%20OR%201=1--"],
  ...['%7B%22$ne%22:null%7D', '%E2%80%AEgnp', '%F0%9F%93%A6', 'x'.repeat(64), 'x'.repeat(65)],
  '00000000-0000-0000-0000-00000000000',
];
const HOSTILE_NUMBERS = ['', '-1', '1.5', 'NaN', 'Infinity', '1e2', '1e9', '01', '+1', '9'.repeat(400)];
const WRONG_QUERIES = [
  ...['limit=1&limit=2', 'limit[$gt]=1', 'limit[]=1', 'unknown=1', 'q=%ff', 'q=%zz', 'q=%00', '=1', '%=1'],
  ...HOSTILE_NAMES.map((name) => `${encodeURIComponent(name)}=1`),
];
const WRONG_TOKENS = [
  ...['Bearer', 'Bearer x', 'Basic eDp4', 'Bearer a.b.c', `Bearer ${'x'.repeat(10_000)}`],
  `Bearer ${btoa('{"alg":"none"}')}.${btoa('{"sub":"admin"}')}.`,
];
const WRONG_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'Idempotency-Key': ['', 'with space', 'é', 'x'.repeat(256)],
  'If-Match': ['', '*', '1', 'W/"1"'],
};

/** Everything that can be wrong with a request to this operation. @param ids of things that are there */
export function faultsOf(operation: Operation, ids: readonly string[]): readonly Arbitrary<Fault>[] {
  const { method, parameters, body, takesBytes, isSecured } = operation;
  const has = (place: string) => parameters.some((parameter) => parameter.in === place);
  return [
    fc.constantFrom(...WRONG_QUERIES).map(queryFault),
    ...parameters.filter((parameter) => parameter.in === 'query').map(parameterFaults),
    ...(has('path')
      ? [fc.constantFrom(...HOSTILE_SEGMENTS).map((segment) => pathFault(operation, segment))]
      : []),
    ...(body ? bodyFaults(body, ids) : []),
    ...(body || takesBytes || method === 'GET' ? [] : [unaskedBodies()]),
    ...parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => headerFaults(name)),
    ...(isSecured ? [fc.constantFrom(...WRONG_TOKENS).map(tokenFault)] : []),
  ];
}

const wrong = (about: string, change: Partial<Trial>): Partial<Trial> => ({
  kind: 'wrong',
  about,
  ...change,
});

function queryFault(query: string): Fault {
  return () => wrong(`the query ${query.slice(0, 60)}`, { query });
}

function parameterFaults({ name, schema }: Operation['parameters'][number]): Arbitrary<Fault> {
  const texts = schema.type === 'integer' ? HOSTILE_NUMBERS : HOSTILE_SEGMENTS;
  // Any text may be a cursor, as far as its form goes.
  const kind = schema.type === 'integer' || schema.format || schema.enum ? 'wrong' : 'open';
  return fc.constantFrom(...texts).map((text) => {
    const query = `${name}=${schema.type === 'integer' ? encodeURIComponent(text) : text}`;
    return () => ({ kind, about: `the query ${query.slice(0, 60)}`, query });
  });
}

function pathFault({ path, parameters }: Operation, segment: string): Fault {
  // Only an id says of each of them that it is none.
  const kind = parameters.some(({ schema }) => schema.format === 'uuid') ? 'wrong' : 'open';
  const about = `the path of ${segment.slice(0, 60)}`;
  return () => ({ kind, about, path: path.replaceAll(/\{\w+\}/g, segment) });
}

function bodyFaults(schema: JsonSchema, ids: readonly string[]): readonly Arbitrary<Fault>[] {
  const values = wrongValues(schema, ids).map((value): Fault => {
    const body = JSON.stringify(value);
    return () => wrong(`the body ${body.slice(0, 200)}`, { body });
  });
  return [
    // Most of what can be wrong is in here.
    ...[values, values, values, values],
    fc.constantFrom(...BROKEN_JSON).map((body) => () => wrong(`the body ${body.slice(0, 40)}`, { body })),
    fc.constant(() => wrong('bytes that are no UTF-8', { body: Uint8Array.of(0x22, 0xff, 0xfe, 0x22) })),
    fc.tuple(fc.constantFrom(...OTHER_MEDIA_TYPES), validValues(schema, ids)).map(
      ([type, value]): Fault =>
        ({ headers }) =>
          wrong(type, { headers: { ...headers, 'content-type': type }, body: JSON.stringify(value) }),
    ),
  ];
}

function unaskedBodies(): Arbitrary<Fault> {
  return fc.constantFrom('{"a":1}', '[]', '"x"', 'null', '{').map(
    (body) =>
      ({ headers }) =>
        wrong(`a body where none is taken, ${body}`, {
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        }),
  );
}

function headerFaults(name: string): Arbitrary<Fault> {
  return fc.constantFrom(undefined, ...(WRONG_HEADERS[name] ?? [])).map((value): Fault => ({ headers }) => {
    const { [name.toLowerCase()]: _, ...others } = headers;
    return wrong(`${name}: ${value?.slice(0, 20) ?? 'not sent'}`, {
      headers: value === undefined ? others : { ...others, [name.toLowerCase()]: value },
    });
  });
}

function tokenFault(authorization: string): Fault {
  const about = `the token ${authorization.slice(0, 60)}`;
  return ({ headers }) => ({ kind: 'unauthenticated', about, headers: { ...headers, authorization } });
}
