export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws Error when the value is not a JSON object */
export function asObject(value: unknown): JsonObject {
  if (!isObject(value)) throw new Error(`Not a JSON object: ${JSON.stringify(value)}`);
  return value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
