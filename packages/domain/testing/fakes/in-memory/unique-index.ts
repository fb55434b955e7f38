import { encodeKey, type UniqueKey } from './table-definition.js';

export interface UniqueValue<Row> {
  readonly key: UniqueKey<Row>;
  /** The place of the key among those of its table. */
  readonly number: number;
  readonly value: string;
}

/** Which row has which value of each unique key of a table. */
export class UniqueIndex<Row extends object> {
  private readonly holders: readonly { readonly key: UniqueKey<Row>; readonly rowOf: Map<string, string> }[];

  constructor(keys: readonly UniqueKey<Row>[] = []) {
    this.holders = keys.map((key) => ({ key, rowOf: new Map<string, string>() }));
  }

  /** The values of a row that no other may have. */
  *valuesOf(row: Row): Generator<UniqueValue<Row>> {
    for (const [number, { key }] of this.holders.entries()) {
      const value = encodeKey(key.value(row));
      if (value !== null) yield { key, number, value };
    }
  }

  /** The key of the row that has this value. */
  find({ number, value }: UniqueValue<Row>): string | undefined {
    return this.holders[number]?.rowOf.get(value);
  }

  add(row: Row, rowKey: string): void {
    for (const { number, value } of this.valuesOf(row)) this.holders[number]?.rowOf.set(value, rowKey);
  }

  remove(row: Row): void {
    for (const { number, value } of this.valuesOf(row)) this.holders[number]?.rowOf.delete(value);
  }
}
