import { HttpProblem, validationFailed } from '../problem/http-problem.js';
import { pointerTo } from '../validation/json-pointer.js';
import { isStorableText } from './text.js';

/**
 * Reads a query string strictly: a parameter that comes twice is refused, because the two readers of it (a
 * proxy and we, say) may each believe another one.
 * @param search what follows the `?`
 * @throws HttpProblem 400 malformed encoding, 422 repeated parameter
 */
export function parseQuery(search: string): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>();
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (parameters.has(name)) throw repeated(name);
    parameters.set(name, equals === -1 ? '' : decode(pair.slice(equals + 1)));
  }
  return Object.fromEntries(parameters);
}

function decode(text: string): string {
  const decoded = percentDecode(text.replaceAll('+', ' '));
  if (decoded === null || !isStorableText(decoded)) {
    throw new HttpProblem(400, 'malformed_query', 'The query is not correctly percent-encoded UTF-8 text.');
  }
  return decoded;
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function repeated(name: string): HttpProblem {
  const message = `${name} may be given once.`;
  return validationFailed([{ in: 'query', pointer: pointerTo('', name), code: 'repeated', message }]);
}
