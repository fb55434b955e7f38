import type { Json } from '@2krika/domain';

/**
 * The value as plain JSON, as it would arrive.
 * @throws TypeError for what JSON does not have (a bigint, a date, a function)
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => toJson(item));
  if (typeof value === 'object' && !(value instanceof Date)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]): [string, Json] => [name, toJson(member)]));
  }
  throw new TypeError(`A ${value instanceof Date ? 'Date' : typeof value} is not JSON: a mapper is missing.`);
}

/** One text for all spellings of a value: members sorted, no white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(toJson(value), (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
