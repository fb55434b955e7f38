import { getMetadataStorage, MAX, MIN, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { ISchemaConverters } from 'class-validator-jsonschema/build/defaultConverters.js';
import type { Class } from '../validation/class.js';
import { NULLABLE } from '../validation/decorators.js';
import { DocumentedAs, DocumentedAsClass, type Schema } from '../validation/documented-as.js';

/** Where the document keeps the schemas of classes. */
const SCHEMAS = '#/components/schemas/';

const CONVERTERS: ISchemaConverters = {
  // The default guesses from the type TypeScript emitted, which for `T[]` is a class called `Array`.
  [ValidationTypes.CUSTOM_VALIDATION]: ({ name, propertyName, constraints }) => {
    const documented = first(constraints);
    if (documented instanceof DocumentedAs) return documented.schema;
    if (documented instanceof DocumentedAsClass) return referenceTo(documented.type());
    throw new Error(`The validator ${name} of ${propertyName} says nothing for the document.`);
  },
  // The validator beside it refers to the class.
  [ValidationTypes.NESTED_VALIDATION]: {},
  // The defaults add the type `number`, and so turn an integer into one where they are merged last.
  [MIN]: ({ constraints }) => ({ minimum: Number(first(constraints)) }),
  [MAX]: ({ constraints }) => ({ maximum: Number(first(constraints)) }),
};

export function referenceTo(type: Class): { readonly $ref: string } {
  return { $ref: `${SCHEMAS}${type.name}` };
}

/** The schema of an object with named members and no others. */
export interface ObjectSchema extends Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
}

/** What a class's decorators say of its members, as JSON Schema 2020-12. */
export function schemaOf(type: Class): ObjectSchema {
  const members = membersOf(type);
  if (members.length === 0) throw new Error(`${type.name} has no member with a validator.`);
  const {
    properties = {},
    required = [],
    ...rest
  } = targetConstructorToSchema(type, {
    additionalConverters: CONVERTERS,
  });
  const nullable = members.filter(({ name }) => name === NULLABLE).map(({ property }) => property);
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        nullable.includes(name) ? { anyOf: [schema, { type: 'null' }] } : { ...schema },
      ]),
    ),
    required: [...new Set([...required, ...nullable])],
    additionalProperties: false,
  };
}

/** The classes a class refers to. */
export function classesIn(type: Class): readonly Class[] {
  return membersOf(type).flatMap(({ documented }) =>
    documented instanceof DocumentedAsClass ? [documented.type()] : [],
  );
}

interface Member {
  readonly property: string;
  readonly name: string | undefined;
  /** A `DocumentedAs` or `DocumentedAsClass`, when the validator is one of ours. */
  readonly documented: unknown;
}

function membersOf(type: Class): readonly Member[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(type, '', true, false)
    .map(({ propertyName, name, constraints }) => ({
      property: propertyName,
      name,
      documented: first(constraints),
    }));
}

/** The library types a validator's constraints as always there; they are not. */
function first(constraints: readonly unknown[] | undefined): unknown {
  return constraints?.[0];
}
