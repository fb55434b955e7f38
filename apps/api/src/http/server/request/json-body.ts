import { HttpProblem } from '../problem/http-problem.js';
import { isInheritedName, isStorableText } from './text.js';

/** Nothing we take is nested deeper; what is would overflow the stack of whoever walks it. */
const MAX_DEPTH = 32;

// Not `Buffer.toString`: that replaces what is not UTF-8 by U+FFFD, which stores a text nobody sent.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads JSON and refuses what would be stored changed or not at all. Of two members with one name the last
 * counts, as `JSON.parse` has it.
 * @throws HttpProblem 400
 */
export function parseJson(bytes: Buffer): unknown {
  const value = parse(bytes);
  inspect(value, 1);
  return value;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw malformed('The body is not JSON in UTF-8.');
  }
}

function inspect(value: unknown, depth: number): void {
  if (typeof value === 'string') return inspectText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) throw malformed(`The body is nested deeper than ${MAX_DEPTH} levels.`);
  for (const [name, member] of Object.entries(value)) {
    if (isInheritedName(name)) throw malformed(`A field cannot be called ${name}.`);
    inspectText(name);
    inspect(member, depth + 1);
  }
}

function inspectText(text: string): void {
  if (!isStorableText(text)) throw malformed('A text has a NUL or half a surrogate pair.');
}

function malformed(detail: string): HttpProblem {
  return new HttpProblem(400, 'malformed_json', detail);
}
