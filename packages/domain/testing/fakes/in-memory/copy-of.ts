/**
 * A deep copy of a row of plain data: what a caller does to the one is not seen in the other. Not
 * `structuredClone`, which turns an object of a class into a plain one without a word, and whose dates are no
 * `instanceof Date` inside jest.
 *
 * @throws TypeError when the row holds anything but primitives, dates, bytes, arrays and plain objects
 */
export function copyOf<Row extends object>(row: Row): Row {
  assertPlain(row);
  const copy = { ...row };
  for (const [name, value] of Object.entries(row)) Reflect.set(copy, name, copyOfValue(value));
  return copy;
}

function copyOfValue(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`A row holds plain data, not a ${typeof value}.`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map(copyOfValue);
  return copyOf(value);
}

function assertPlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A plain object of any realm: its prototype, when it has one, is at the end of the chain.
  if (typeof prototype !== 'object' || prototype === null || Object.getPrototypeOf(prototype) === null)
    return;
  throw new TypeError(`A row holds plain data, not a ${value.constructor.name}.`);
}
