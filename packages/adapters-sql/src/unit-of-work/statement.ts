/** What a placeholder stands for. JSON is handed over as text: an array would become one of PostgreSQL's. */
export type SqlValue = string | number | bigint | boolean | Date | Uint8Array | null | readonly SqlValue[];

/**
 * A statement of SQL, written once as a constant: the server prepares it under its name, once per connection,
 * and refuses the same name with another text.
 */
export interface Statement<Row extends unknown[] = unknown[]> {
  /** Unique among all statements, at most 63 bytes: `users_find`. */
  readonly name: string;
  /** With the placeholders `$1`, `$2`, … and never a value. */
  readonly text: string;
  /** The columns of one row in their order, for the compiler: `Statement<[id: string, price: bigint]>`. */
  readonly __row?: Row;
}

/** The domain's answers to the violations of constraints and unique indexes, by their names. */
export type Refusals = Readonly<Record<string, () => Error>>;
