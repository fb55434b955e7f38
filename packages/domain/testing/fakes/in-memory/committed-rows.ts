import type { TableDefinition } from './table-definition.js';
import { UniqueIndex } from './unique-index.js';

/** One change of one row: no row before is an insert, none after a delete. */
export interface Write<Row> {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** A table as it was at one instant. */
export interface Snapshot<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  /** How many serializable transactions had changed the table by then. */
  readonly serial: number;
}

/** What of a table every transaction sees. Rows are never changed in place, only replaced. */
export class CommittedRows<Row extends object> {
  readonly index: UniqueIndex<Row>;
  private current = new Map<string, Row>();
  private currentIsShared = false;
  private serial = 0;
  /** When a row was last changed by a serializable transaction. */
  private readonly serialOfRow = new Map<string, number>();
  private readonly snapshots = new WeakMap<object, Snapshot<Row>>();

  constructor(definition: TableDefinition<Row>) {
    this.index = new UniqueIndex(definition.unique);
  }

  get rows(): ReadonlyMap<string, Row> {
    return this.current;
  }

  /** Keeps the table as it is now for a transaction to look at, as long as that transaction exists. */
  keepFor(transaction: object): void {
    this.snapshots.set(transaction, { rows: this.current, serial: this.serial });
    this.currentIsShared = true;
  }

  /** What was kept for a transaction: nothing when the table was first used after that. */
  keptFor(transaction: object): Snapshot<Row> {
    return this.snapshots.get(transaction) ?? { rows: new Map<string, Row>(), serial: 0 };
  }

  /** Whether a serializable transaction changed the table since the snapshot. */
  hasChangedSince(snapshot: Snapshot<Row>): boolean {
    return this.serial > snapshot.serial;
  }

  /** Whether a serializable transaction changed this row since the snapshot. */
  hasRowChangedSince(snapshot: Snapshot<Row>, key: string): boolean {
    return (this.serialOfRow.get(key) ?? 0) > snapshot.serial;
  }

  apply(writes: ReadonlyMap<string, Write<Row>>, isSerializable: boolean): void {
    if (this.currentIsShared) {
      this.current = new Map(this.current);
      this.currentIsShared = false;
    }
    if (isSerializable) this.serial += 1;
    // Values are taken back before any is given out: one row may have taken over what another gave up.
    for (const { before } of writes.values()) if (before !== undefined) this.index.remove(before);
    for (const [key, { after }] of writes) {
      if (after === undefined) {
        this.current.delete(key);
      } else {
        this.current.set(key, after);
        this.index.add(after, key);
      }
      if (isSerializable) this.serialOfRow.set(key, this.serial);
    }
  }
}
