import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { validationFailed, type InputError } from '../problem/http-problem.js';
import { isInheritedName } from '../request/text.js';
import type { Class } from './class.js';
import { pointerTo } from './json-pointer.js';
import { keepFoundRules } from './known-rules.js';

keepFoundRules();

/**
 * Turns untrusted plain data into a DTO, or refuses it. Nothing is converted that the DTO does not convert
 * itself, and nothing unknown is dropped: a misspelt optional field would otherwise be ignored in silence.
 * @throws HttpProblem 422 with one entry per fault
 */
export async function decode<Dto extends object>(
  type: Class<Dto>,
  value: unknown,
  source: InputError['in'],
): Promise<Dto> {
  if (!isPlainObject(value)) {
    throw validationFailed([{ in: source, pointer: '', code: 'object', message: 'This must be an object.' }]);
  }
  // class-transformer drops these without a word.
  const inherited = Object.keys(value).filter(isInheritedName);
  if (inherited.length > 0) throw validationFailed(inherited.map((name) => unknownField(source, name)));
  const dto = plainToInstance(type, value);
  const errors = await validate(dto, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  if (errors.length > 0) throw validationFailed(flatten(errors, source, ''));
  dropUnset(dto);
  return dto;
}

/** What was left out is not there at all: a change without a title would else set the title to undefined. */
function dropUnset(value: unknown): void {
  if (Array.isArray(value)) value.forEach(dropUnset);
  if (!isPlainObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) Reflect.deleteProperty(value, name);
    else dropUnset(member);
  }
}

/**
 * For operations that take no input there.
 * @throws HttpProblem 422 when there is some
 */
export function decodeNothing(value: unknown, source: InputError['in']): void {
  if (value === undefined) return;
  const names = isPlainObject(value) ? Object.keys(value) : [];
  if (isPlainObject(value) && names.length === 0) return;
  throw validationFailed(
    names.length > 0
      ? names.map((name) => unknownField(source, name))
      : [{ in: source, pointer: '', code: 'unknown_field', message: 'This operation takes no body.' }],
  );
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatten(errors: readonly ValidationError[], source: InputError['in'], parent: string): InputError[] {
  return errors.flatMap(({ property, value, constraints = {}, children = [] }) => {
    const pointer = pointerTo(parent, property);
    const own = Object.entries(constraints).map(([constraint, message]) => {
      if (constraint === 'whitelistValidation') return unknownField(source, property, parent);
      if (value === undefined) {
        return { in: source, pointer, code: 'required', message: `${property} is required.` };
      }
      return { in: source, pointer, code: snakeCase(constraint), message };
    });
    return [...own, ...flatten(children, source, pointer)];
  });
}

function unknownField(source: InputError['in'], name: string, parent = ''): InputError {
  const message = `${name} is not known here.`;
  return { in: source, pointer: pointerTo(parent, name), code: 'unknown_field', message };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
