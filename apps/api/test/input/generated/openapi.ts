/** The part of JSON Schema that our documents use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface DocumentedOperation {
  readonly security: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, object>>;
}

/** A document as a client reads it. */
export interface ServedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** What can be asked for, with every reference resolved. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isSecured: boolean;
  readonly parameters: readonly Parameter[];
  /** Of a JSON body. */
  readonly body: JsonSchema | null;
  readonly takesBytes: boolean;
  readonly statuses: readonly string[];
}

export function operationsOf({ paths, components }: ServedDocument): readonly Operation[] {
  const resolved = (schema: JsonSchema): JsonSchema => {
    const { $ref, items, anyOf, properties, ...rest } = schema;
    if ($ref !== undefined) {
      const target = components.schemas[$ref.split('/').at(-1) ?? ''];
      if (!target) throw new Error(`${$ref} leads nowhere.`);
      return resolved(target);
    }
    return {
      ...rest,
      ...(items ? { items: resolved(items) } : {}),
      ...(anyOf ? { anyOf: anyOf.map(resolved) } : {}),
      ...(properties
        ? {
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, it]) => [name, resolved(it)]),
            ),
          }
        : {}),
    };
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, { security, parameters, requestBody, responses }]): Operation => {
        const json = requestBody?.content['application/json'];
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          isSecured: security.length > 0,
          parameters,
          body: json ? resolved(json.schema) : null,
          takesBytes: requestBody !== undefined && !json,
          statuses: Object.keys(responses),
        };
      },
    ),
  );
}
