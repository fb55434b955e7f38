import type { Json } from '@2krika/domain';
import fc, { type Arbitrary } from 'fast-check';
import type { JsonSchema } from './openapi.js';

/** Names every object has, operators of databases, and what only the server may decide. */
export const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '$where',
  '$gt',
  'a.b',
  'id',
  'role',
  'ownerId',
  'isAdmin',
  'deletedAt',
  '',
  'x'.repeat(1_000),
  '\u202egnp',
];

/** Texts as good as any other where text is taken. */
const ODD_TEXTS = [
  '\u202eevil',
  '\u{1f4e6}\u{1f4e6}',
  "'; DROP TABLE orders; --",
  '{"$ne":null}',
  '$where',
  '__proto__',
  '<script>alert(1)</script>',
  '=cmd()',
  '${7*7}{{7*7}}%s',
  'a\r\nset-cookie: a=b',
  '../../etc/passwd',
];

/** Texts no store keeps as they are. */
const UNSTORABLE_TEXTS = ['a\0b', '\ud800', '\udc00\ud800'];
const NOT_A_TEXT: readonly Json[] = [0, 1.5, true, null, [], ['x'], {}, { $ne: null }, { $gt: '' }];
const NOT_AN_INTEGER: readonly Json[] = ['5', '', 1.5, 1e21, true, null, [], [5], {}, { $gt: 0 }, 'NaN'];
const NOT_AN_OBJECT: readonly Json[] = [null, [], [{}], 'text', 5, true];

/** Values that the schema allows. @param ids of things that are there */
export function validValues(schema: JsonSchema, ids: readonly string[]): Arbitrary<Json> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => validValues(each, ids)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return validIntegers(schema);
    case 'string':
      return validTexts(schema, ids);
    case 'array':
      return fc.array(validValues(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object':
      return validObjects(schema, ids);
    default:
      throw new Error(`Values of ${JSON.stringify(schema)} cannot be made up.`);
  }
}

function validIntegers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema): Arbitrary<Json> {
  return fc.oneof(
    fc.constantFrom(minimum, maximum),
    fc.integer({ min: minimum, max: Math.min(maximum, minimum + 1_000) }),
  );
}

function validTexts(
  { format, pattern, minLength = 0, maxLength = 100 }: JsonSchema,
  ids: readonly string[],
): Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...ids));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const fits = (text: string) => [...text].length >= minLength && [...text].length <= maxLength;
  return fc.oneof(
    fc.string({ unit: 'binary', minLength, maxLength }).map((text) => text.replaceAll('\0', ' ')),
    fc.constantFrom('x'.repeat(maxLength), ...ODD_TEXTS.filter(fits)),
  );
}

function validObjects(schema: JsonSchema, ids: readonly string[]): Arbitrary<Record<string, Json>> {
  const { properties = {}, required = [] } = schema;
  const members = Object.entries(properties).map(([name, each]) => [name, validValues(each, ids)] as const);
  return fc.record<Record<string, Json>>(Object.fromEntries(members), {
    requiredKeys: [...required],
    noNullPrototype: true,
  });
}

/** Values that the schema refuses, each for one fault. */
export function wrongValues(schema: JsonSchema, ids: readonly string[]): Arbitrary<Json> {
  if (schema.anyOf) {
    const [first = {}] = schema.anyOf;
    return wrongValues(first, ids).filter((value) => value !== null);
  }
  if (schema.enum) return fc.constantFrom<Json>('none_of_them', '', ...NOT_A_TEXT);
  switch (schema.type) {
    case 'boolean':
      return fc.constantFrom<Json>('true', 0, 1, null, [], {});
    case 'integer':
      return wrongIntegers(schema);
    case 'string':
      return wrongTexts(schema);
    case 'array':
      return wrongArrays(schema, ids);
    case 'object':
      return wrongObjects(schema, ids);
    default:
      throw new Error(`What is wrong for ${JSON.stringify(schema)} cannot be made up.`);
  }
}

function wrongIntegers({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: JsonSchema): Arbitrary<Json> {
  return fc.constantFrom<Json>(...NOT_AN_INTEGER, minimum - 1, maximum + 1, -(2 ** 63));
}

function wrongTexts({ format, pattern, minLength = 0, maxLength = 100 }: JsonSchema): Arbitrary<Json> {
  const hasForm = format !== undefined || pattern !== undefined;
  return fc.oneof(
    fc.constantFrom(...NOT_A_TEXT),
    fc.constantFrom<Json>(...UNSTORABLE_TEXTS),
    fc.constantFrom<Json>(
      ...(hasForm ? ["' OR 1=1 --", '', '{}', 'x'.repeat(36)] : ['x'.repeat(maxLength + 1)]),
      ...(maxLength < 10_000 ? ['\ufe0f'.repeat(10_000)] : []),
      ...(minLength > 0 ? [''] : []),
    ),
  );
}

function wrongArrays({ items = {}, maxItems = 100, minItems = 0 }: JsonSchema, ids: readonly string[]) {
  return fc.oneof(
    fc.constantFrom<Json>(null, 'x', 5, {}, { 0: 'x', length: 1 }),
    validValues(items, ids).map((item): Json => Array<Json>(maxItems + 1).fill(item)),
    wrongValues(items, ids).map((item): Json => [item]),
    ...(minItems > 0 ? [fc.constant<Json>([])] : []),
  );
}

function wrongObjects(schema: JsonSchema, ids: readonly string[]): Arbitrary<Json> {
  const { properties = {}, required = [] } = schema;
  const valid = validObjects(schema, ids);
  const unknownNames = HOSTILE_NAMES.filter((name) => !Object.hasOwn(properties, name));
  const wrongMembers = Object.entries(properties).map(([name, member]) =>
    fc.tuple(valid, wrongValues(member, ids)).map(([object, value]): Json => ({ ...object, [name]: value })),
  );
  return fc.oneof(
    fc.constantFrom(...NOT_AN_OBJECT),
    // An own member called `__proto__`, as a parser of JSON makes it: a literal would set the prototype.
    fc
      .tuple(valid, fc.constantFrom(...unknownNames), fc.constantFrom<Json>(true, null, {}, '1'))
      .map(([object, name, value]): Json => Object.fromEntries([...Object.entries(object), [name, value]])),
    ...required.map((name) =>
      valid.map((object): Json =>
        Object.fromEntries(Object.entries(object).filter(([known]) => known !== name)),
      ),
    ),
    ...wrongMembers,
  );
}
