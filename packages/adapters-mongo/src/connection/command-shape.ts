/** What a command does, without a value: `find messages {chatId, seq: {$lt}} sort {seq}`. */
export function shapeOf(name: string, command: object): string {
  const parts = [name];
  const collection: unknown = Reflect.get(command, name);
  if (typeof collection === 'string') parts.push(collection);
  for (const [member, label] of DESCRIBED) {
    // That of `update` is its collection.
    const value: unknown = member === name ? undefined : Reflect.get(command, member);
    if (value !== undefined) parts.push([...(label === '' ? [] : [label]), describe(value)].join(' '));
  }
  return parts.join(' ');
}

/** The members of commands in which fields are named; all others hold values or say how, and not what. */
const DESCRIBED: readonly (readonly [member: string, label: string])[] = [
  ['filter', ''],
  ['query', ''],
  ['pipeline', ''],
  ['updates', ''],
  ['deletes', ''],
  ['update', 'update'],
  ['sort', 'sort'],
];

/** Deeper it is not ours. */
const MAX_DEPTH = 8;

/** Names of fields and operators. A list is the shapes that are in it, each once: how many there are is a value. */
function describe(value: unknown, depth = 0): string {
  if (Array.isArray(value)) {
    const shapes = [...new Set(value.map((each: unknown) => describe(each, depth + 1)))];
    return `[${shapes.filter((shape) => shape !== '').join(', ')}]`;
  }
  if (!isDocument(value) || depth >= MAX_DEPTH) return '';
  const members = Object.entries(value).map(([name, each]) => {
    const shape = describe(each, depth + 1);
    return shape === '' || shape === '[]' ? name : `${name}: ${shape}`;
  });
  return `{${members.join(', ')}}`;
}

/** Dates, ids and bytes are objects as well, and values. */
function isDocument(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
