import { HttpProblem, notFound } from '../problem/http-problem.js';
import type { Class } from '../validation/class.js';
import { decode, decodeNothing } from '../validation/decode.js';
import { bodyMissing, type BytesBody } from './bytes-body.js';

export type ExpectedVersion<IfMatch extends boolean> = IfMatch extends true ? number : undefined;

/** @throws HttpProblem 404: a path that breaks its form names nothing that could be there */
export async function readParams<Params>(
  type: Class<Params & object> | undefined,
  raw: unknown,
): Promise<Params> {
  if (!type) return nothing();
  try {
    return await decode(type, raw, 'path');
  } catch (error) {
    if (error instanceof HttpProblem) throw notFound();
    throw error;
  }
}

/** @throws HttpProblem 422 */
export async function readQuery<Query>(
  type: Class<Query & object> | undefined,
  raw: unknown,
): Promise<Query> {
  if (type) return decode(type, raw, 'query');
  decodeNothing(raw, 'query');
  return nothing();
}

/** @throws HttpProblem 400 without a body, 422 */
export async function readBody<Body>(
  type: Class<Body & object> | BytesBody<Body> | undefined,
  raw: unknown,
): Promise<Body> {
  if (!type) {
    decodeNothing(raw, 'body');
    return nothing();
  }
  if (typeof type !== 'function') return type.narrow(raw);
  if (raw === undefined) throw bodyMissing();
  return decode(type, raw, 'body');
}

/** @throws HttpProblem 428 when it is asked for and missing, 400 when it is not a tag of ours */
export function readIfMatch<IfMatch extends boolean>(
  asked: IfMatch | undefined,
  header: string | undefined,
): ExpectedVersion<IfMatch> {
  return (asked ? versionOf(header) : undefined) as ExpectedVersion<IfMatch>;
}

function versionOf(header: string | undefined): number {
  if (header === undefined) {
    const detail = 'Say in If-Match which ETag you have seen, so that nobody else’s change is overwritten.';
    throw new HttpProblem(428, 'precondition_required', detail);
  }
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (version === undefined) {
    throw new HttpProblem(400, 'if_match_invalid', 'If-Match is the one ETag you were given, such as "3".');
  }
  return Number(version);
}

/** `route` infers `undefined` for the input it has no class for; the compiler cannot follow that here. */
function nothing<Input>(): Input {
  return undefined as Input;
}
