import type { DomainError } from '@2krika/domain';

export type KeyPart = string | number | bigint | boolean | null | undefined;

/** What a row is found by: one value, or several of which the combination counts. */
export type KeyValue = KeyPart | readonly KeyPart[];

/** A combination of values that no two rows of a table share. */
export interface UniqueKey<Row> {
  /** A row for which it, or a part of it, is null or undefined is free: so partial uniqueness is written. */
  readonly value: (row: Row) => KeyValue;
  /** The refusal of a row that would share it. */
  readonly violation: (row: Row) => DomainError;
}

/** What the store has to know of one kind of row. */
export interface TableDefinition<Row extends object> {
  /** What one row is called in errors, `user`; different for each table of a database. */
  readonly name: string;
  readonly key: (row: Row) => KeyValue;
  readonly unique?: readonly UniqueKey<Row>[];
  /** Whether an update compares the row's `version` with the stored one, and stores it one higher. */
  readonly versioned?: Row extends { readonly version: number } ? boolean : false;
}

/** The key as text, or null when a part of it is null: equal keys have equal text. */
export function encodeKey(value: KeyValue): string | null {
  const parts = typeof value === 'object' && value !== null ? value : [value];
  if (parts.some((part) => part === null || part === undefined)) return null;
  return parts.length === 1 ? String(parts[0]) : JSON.stringify(parts.map(String));
}
