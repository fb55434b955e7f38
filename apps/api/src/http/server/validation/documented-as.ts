import type { Class } from './class.js';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Goes with a validator of ours as its first constraint: what the OpenAPI document says of it. */
export class DocumentedAs {
  constructor(readonly schema: Schema) {}
}

/** As `DocumentedAs`: the member is what this class describes. */
export class DocumentedAsClass {
  constructor(readonly type: () => Class) {}
}
