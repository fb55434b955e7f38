import { randomUUID } from 'node:crypto';
import { isUuid, type Json } from '@2krika/domain';
import fc, { type Arbitrary } from 'fast-check';
import { faultsOf } from './faults.js';
import type { Operation } from './openapi.js';
import type { Trial } from './trial.js';
import { validValues } from './values.js';

/** Ids of things that are there, by the name of the parameter, or for `{id}` by the word before it. */
export type KnownIds = Readonly<Record<string, string>>;

/** What is tried on an operation: some of it as it should be, most of it with one fault. */
export function requestsTo(operation: Operation, ids: KnownIds): Arbitrary<Trial> {
  const asDocumented = wellFormedRequests(operation, ids);
  const withFault = fc
    .tuple(asDocumented, fc.oneof(...faultsOf(operation, uuidsOf(ids))))
    .map(([request, fault]): Trial => ({ ...request, ...fault(request) }));
  return fc.oneof({ arbitrary: asDocumented, weight: 1 }, { arbitrary: withFault, weight: 4 });
}

function wellFormedRequests(operation: Operation, ids: KnownIds): Arbitrary<Trial> {
  const { parameters, body, takesBytes } = operation;
  const known = uuidsOf(ids);
  const queries = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required, schema }) =>
      fc
        .option(validValues(schema, known), { freq: required ? Infinity : 2 })
        .map((value) => [name, value] as const),
    );
  return fc
    .record({
      path: paths(operation, ids),
      query: fc.tuple(...queries).map((members) => queryString(members)),
      body: body
        ? validValues(body, known).map((value) => JSON.stringify(value))
        : takesBytes
          ? fc.uint8Array({ maxLength: 2_000 })
          : fc.constant(null),
    })
    .map((request): Trial => ({
      ...request,
      ...{ about: 'as documented', kind: takesBytes ? 'open' : 'well_formed' },
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(takesBytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...headers(operation),
      },
    }));
}

function uuidsOf(ids: KnownIds): readonly string[] {
  return Object.values(ids).filter(isUuid);
}

/** Half of them to what is there. */
function paths({ path }: Operation, ids: KnownIds): Arbitrary<string> {
  let word = '';
  const segments = path.split('/').map((segment): Arbitrary<string> => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) return fc.constant((word = segment));
    const id = ids[name === 'id' ? word : name];
    if (id === undefined) throw new Error(`Nothing stands for ${name} in ${path}.`);
    return fc.oneof(fc.constant(id), fc.uuid());
  });
  return fc.tuple(...segments).map((parts) => parts.join('/'));
}

function queryString(members: readonly (readonly [string, Json])[]): string {
  return members
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
    )
    .join('&');
}

function headers({ parameters }: Operation): Readonly<Record<string, string>> {
  const names = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  return Object.fromEntries(
    names.map((name) => [name.toLowerCase(), name === 'If-Match' ? '"1"' : randomUUID()]),
  );
}
