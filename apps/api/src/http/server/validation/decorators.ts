import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  isISO31661Alpha2,
  isISO8601,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isUuid, MAX_AMOUNT } from '@2krika/domain';
import type { Class } from './class.js';
import { DocumentedAs, DocumentedAsClass } from './documented-as.js';

/*
 * Only what class-validator lacks or decides otherwise; for the rest (IsIn, IsBoolean, IsInt, IsEmail …) use
 * its own. Each brings its schema, so that documentation and validation are one.
 */

/** May be left out. Unlike `IsOptional`, null is not "left out": the document does not offer it. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** The constraint by which the document knows a nullable member. */
export const NULLABLE = 'nullable';

/** Is always there, and may be null. */
export function Nullable(): PropertyDecorator {
  return combine(
    ValidateIf((_, value) => value !== null),
    ValidateBy({ name: NULLABLE, constraints: [new DocumentedAs({})], validator: () => true }),
  );
}

/** A UUID in its canonical form. */
export function Id(): PropertyDecorator {
  return ValidateBy({
    name: 'id',
    constraints: [new DocumentedAs({ type: 'string', format: 'uuid' })],
    validator: {
      validate: (value) => typeof value === 'string' && isUuid(value),
      defaultMessage: () => '$property must be a UUID',
    },
  });
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const COUNTRIES: readonly string[] = LETTERS.flatMap((first) =>
  LETTERS.map((second) => first + second),
).filter((code) => isISO31661Alpha2(code));

/** A country by its two letters, ISO 3166-1. */
export function Country(): PropertyDecorator {
  return ValidateBy({
    name: 'country',
    constraints: [new DocumentedAs({ type: 'string', enum: COUNTRIES })],
    validator: {
      validate: (value) => typeof value === 'string' && COUNTRIES.includes(value),
      defaultMessage: () => '$property must be the two capital letters of a country',
    },
  });
}

/** An amount of money: a whole number of minor units, which JSON carries exactly up to 2^53 − 1. */
export function Amount({ min = 0 } = {}): PropertyDecorator {
  return ValidateBy({
    name: 'amount',
    constraints: [new DocumentedAs({ type: 'integer', minimum: min, maximum: Number(MAX_AMOUNT) })],
    validator: {
      validate: (value) => Number.isSafeInteger(value) && !Object.is(value, -0) && Number(value) >= min,
      defaultMessage: () => `$property must be a whole number of minor units from ${min} to ${MAX_AMOUNT}`,
    },
  });
}

export interface TextRules {
  /** Code points. Default 1. */
  readonly min?: number;
  /** Code points. */
  readonly max: number;
  /** For the whole text: anchor it. Has to be linear, for the sender chooses what it runs on. */
  readonly pattern?: RegExp;
}

/** Text of a length counted as JSON Schema does, which `Length` does not: it skips variation selectors. */
export function Text({ min = 1, max, pattern }: TextRules): PropertyDecorator {
  const shape = pattern ? ` matching ${pattern.source}` : '';
  return ValidateBy({
    name: 'text',
    constraints: [
      new DocumentedAs({
        type: 'string',
        minLength: min,
        maxLength: max,
        ...(pattern ? { pattern: pattern.source } : {}),
      }),
    ],
    validator: {
      validate(value) {
        if (typeof value !== 'string') return false;
        const length = [...value].length;
        return length >= min && length <= max && (pattern?.test(value) ?? true);
      },
      defaultMessage: () => `$property must be a text of ${min} to ${max} characters${shape}`,
    },
  });
}

/** A list of texts, each by the same rules. */
export function TextList({
  min = 1,
  max,
  items = 100,
}: TextRules & { readonly items?: number }): PropertyDecorator {
  return ValidateBy({
    name: 'textList',
    constraints: [
      new DocumentedAs({
        type: 'array',
        maxItems: items,
        items: { type: 'string', minLength: min, maxLength: max },
      }),
    ],
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.length <= items &&
        value.every((text: unknown) => {
          const length = typeof text === 'string' ? [...text].length : -1;
          return length >= min && length <= max;
        }),
      defaultMessage: () => `$property must be at most ${items} texts of ${min} to ${max} characters`,
    },
  });
}

/** A list of UUIDs. */
export function IdList({ items = 100 }: { readonly items?: number } = {}): PropertyDecorator {
  return ValidateBy({
    name: 'idList',
    constraints: [
      new DocumentedAs({ type: 'array', maxItems: items, items: { type: 'string', format: 'uuid' } }),
    ],
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.length <= items &&
        value.every((text: unknown) => typeof text === 'string' && isUuid(text)),
      defaultMessage: () => `$property must be at most ${items} UUIDs`,
    },
  });
}

/** A list of some of these. */
export function ChoiceList(
  choices: readonly string[],
  { min = 0 }: { readonly min?: number } = {},
): PropertyDecorator {
  return ValidateBy({
    name: 'choiceList',
    constraints: [
      new DocumentedAs({
        type: 'array',
        minItems: min,
        maxItems: choices.length,
        items: { type: 'string', enum: choices },
      }),
    ],
    validator: {
      validate: (value) =>
        Array.isArray(value) &&
        value.length >= min &&
        value.length <= choices.length &&
        value.every((text: unknown) => typeof text === 'string' && choices.includes(text)),
      defaultMessage: () => `$property must be ${min} to ${choices.length} of ${choices.join(', ')}`,
    },
  });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** An instant of ISO 8601 with its offset. A day the calendar does not have is refused, not moved on. */
export function Instant(): PropertyDecorator {
  return ValidateBy({
    name: 'instant',
    constraints: [new DocumentedAs({ type: 'string', format: 'date-time' })],
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        INSTANT.test(value) &&
        isISO8601(value, { strict: true, strictSeparator: true }) &&
        !Number.isNaN(Date.parse(value)),
      defaultMessage: () => '$property must be an instant such as 2026-01-31T09:00:00Z',
    },
  });
}

/** One object of another DTO. Takes a function, since classes may name each other. */
export function Nested(type: () => Class): PropertyDecorator {
  return combine(nestedObject(type, false), ValidateNested(), Type(type));
}

/** A list of objects of another DTO. */
export function ListOf(type: () => Class, { min = 0, max = 100 } = {}): PropertyDecorator {
  return combine(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    nestedObject(type, true),
    ValidateNested({ each: true }),
    Type(type),
  );
}

export interface IntegerRules {
  readonly min: number;
  readonly max: number;
  /** What is said of a number that breaks them. Default: which of them it breaks. */
  readonly message?: string;
}

/**
 * A whole number. `@IsInt() @Min() @Max()` would say of a text that it is too large: decorators are applied from
 * below.
 */
export function Integer({ min, max, message }: IntegerRules): PropertyDecorator {
  const said = message === undefined ? {} : { message };
  return combine(IsInt(said), Min(min, said), Max(max, said));
}

/** A whole number in a query string, in its one canonical spelling: not `1e2`, `01` or ` 1`. */
export function QueryInteger(rules: IntegerRules): PropertyDecorator {
  return combine(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^(0|-?[1-9]\d*)$/.test(value) ? Number(value) : value,
    ),
    Integer(rules),
  );
}

/** `true` or `false` in a query string. */
export function QueryFlag(): PropertyDecorator {
  return combine(
    Transform(({ value }: { value: unknown }) =>
      value === 'true' ? true : value === 'false' ? false : value,
    ),
    ValidateBy({
      name: 'flag',
      constraints: [new DocumentedAs({ type: 'boolean' })],
      validator: {
        validate: (value) => typeof value === 'boolean',
        defaultMessage: () => '$property must be true or false',
      },
    }),
  );
}

/** `ValidateNested` alone takes a list where one object is asked for, and lists within the list. */
function nestedObject(type: () => Class, each: boolean): PropertyDecorator {
  return ValidateBy(
    {
      name: 'nestedObject',
      constraints: [new DocumentedAsClass(type)],
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => (each ? 'each of $property must be an object' : '$property must be an object'),
      },
    },
    { each },
  );
}

function combine(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
