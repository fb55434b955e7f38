import { CommittedRows } from './committed-rows.js';
import type { TableDefinition } from './table-definition.js';
import { TableOverlay, type AcquireLock } from './table-overlay.js';

/** A table of any rows, as the database keeps it. */
export interface StoredTable {
  keepFor(transaction: object): void;
}

/** A table of any rows, as a transaction ends it. */
export interface WrittenTable {
  readonly hasWritten: boolean;
  checkWrites(): void;
  checkReads(): void;
  apply(): void;
  /** Remembers what was written so far. @returns what forgets everything written since */
  mark(): () => void;
}

/** What a table asks of the database its rows are in. */
export interface TableHost {
  /** Called once for each table. @throws Error when another table of the database has this name */
  register(name: string, table: StoredTable): void;
}

/** What a table asks of the transaction that looks at it. */
export interface TableReader {
  readonly host: TableHost;
  readonly isSerializable: boolean;
  readonly acquire: AcquireLock;
  /** Called once for each table it looks at. */
  register(table: WrittenTable): void;
}

/**
 * One kind of row, declared once as a constant beside its repository. It is the key under which a database
 * and each of its transactions have the rows, so that both may hold tables of every type without a cast.
 */
export class InMemoryTable<Row extends object> {
  private readonly committed = new WeakMap<TableHost, CommittedRows<Row>>();
  private readonly overlays = new WeakMap<TableReader, TableOverlay<Row>>();

  constructor(private readonly definition: TableDefinition<Row>) {}

  /** The table as this transaction sees it. */
  seenBy(reader: TableReader): TableOverlay<Row> {
    const known = this.overlays.get(reader);
    if (known !== undefined) return known;
    const committed = this.rowsIn(reader.host);
    const snapshot = reader.isSerializable ? committed.keptFor(reader) : null;
    const overlay = new TableOverlay(this.definition, committed, snapshot, reader.acquire);
    this.overlays.set(reader, overlay);
    reader.register(overlay);
    return overlay;
  }

  private rowsIn(host: TableHost): CommittedRows<Row> {
    const known = this.committed.get(host);
    if (known !== undefined) return known;
    const rows = new CommittedRows(this.definition);
    host.register(this.definition.name, rows);
    this.committed.set(host, rows);
    return rows;
  }
}
