import { AlreadyExists, StaleVersion, type DomainError } from '@2krika/domain';
import type { CommittedRows, Snapshot, Write } from './committed-rows.js';
import { copyOf } from './copy-of.js';
import { encodeKey, type KeyValue, type TableDefinition } from './table-definition.js';
import { SerializationFailure } from './transaction-conflict.js';
import { UniqueIndex, type UniqueValue } from './unique-index.js';

/** Waits until the named lock belongs to the transaction. */
export type AcquireLock = (name: string) => Promise<void>;

/**
 * One table as one transaction sees it: the committed rows, under what it wrote itself. Rows are copied on
 * the way in and out.
 *
 * Who waits for whom is as in PostgreSQL: a reader for nobody; `findForUpdate` for whoever locked or wrote the
 * row; a writer also for whoever wrote a row that has, had or gets one of the same unique values. A row that
 * is not there cannot be locked.
 */
export class TableOverlay<Row extends object> {
  private readonly writes = new Map<string, Write<Row>>();
  private readonly index: UniqueIndex<Row>;
  private readonly readKeys = new Set<string>();
  private hasScanned = false;

  /** @param snapshot what a serializable transaction sees instead of the newest committed rows */
  constructor(
    private readonly definition: TableDefinition<Row>,
    private readonly committed: CommittedRows<Row>,
    private readonly snapshot: Snapshot<Row> | null,
    private readonly acquire: AcquireLock,
  ) {
    this.index = new UniqueIndex(definition.unique);
  }

  find(value: KeyValue): Row | null {
    const key = this.encode(value);
    this.readKeys.add(key);
    return copyOrNull(this.visible(key));
  }

  where(predicate: (row: Row) => boolean): Row[] {
    this.hasScanned = true;
    const rows = new Map(this.base);
    for (const [key, { after }] of this.writes) {
      if (after === undefined) rows.delete(key);
      else rows.set(key, after);
    }
    return [...rows.values()].filter(predicate).map(copyOf);
  }

  async findForUpdate(value: KeyValue): Promise<Row | null> {
    const key = this.encode(value);
    this.readKeys.add(key);
    return copyOrNull(await this.lock(key));
  }

  async whereForUpdate(predicate: (row: Row) => boolean): Promise<Row[]> {
    const locked: Row[] = [];
    for (const found of this.where(predicate)) {
      const newest = await this.lock(this.keyOf(found));
      // It may have changed while this waited.
      if (newest !== undefined && predicate(newest)) locked.push(copyOf(newest));
    }
    return locked;
  }

  async insert(row: Row): Promise<void> {
    const violation = await this.tryInsert(row);
    if (violation !== null) throw violation;
  }

  async insertIfAbsent(row: Row): Promise<boolean> {
    return (await this.tryInsert(row)) === null;
  }

  async update(row: Row): Promise<void> {
    const key = this.keyOf(row);
    const updated = await this.change(key, (stored) => this.successor(stored, row));
    if (updated === null) throw new StaleVersion(this.definition.name, key);
  }

  async change(value: KeyValue, change: (row: Row) => Row | null): Promise<Row | null> {
    const key = this.encode(value);
    const stored = await this.lock(key);
    const changed = stored === undefined ? null : change(copyOf(stored));
    if (stored === undefined || changed === null) return null;
    const updated = copyOf(changed);
    if (this.keyOf(updated) !== key)
      throw new TypeError(`The key of a ${this.definition.name} never changes.`);
    await this.lockValues(key, stored, updated);
    const violation = this.violationBy(key, updated);
    if (violation !== null) throw violation;
    this.write(key, updated);
    return copyOf(updated);
  }

  async delete(value: KeyValue): Promise<boolean> {
    const key = this.encode(value);
    const stored = await this.lock(key);
    if (stored === undefined) return false;
    await this.lockValues(key, stored);
    this.write(key, undefined);
    return true;
  }

  get hasWritten(): boolean {
    return this.writes.size > 0;
  }

  /**
   * Whether all that was written may become permanent. The locks see to it that it may; this is what would
   * notice if they did not.
   * @throws StaleVersion; the violation of a unique key
   */
  checkWrites(): void {
    for (const [key, { before, after }] of this.writes) {
      if (this.committed.rows.get(key) !== before) throw new StaleVersion(this.definition.name, key);
      const violation = after === undefined ? null : this.violationBy(key, after);
      if (violation !== null) throw violation;
    }
  }

  /** @throws SerializationFailure when another serializable transaction changed what this one has read */
  checkReads(): void {
    const { committed, snapshot } = this;
    if (snapshot === null) return;
    const isOutdated = this.hasScanned
      ? committed.hasChangedSince(snapshot)
      : [...this.readKeys].some((key) => committed.hasRowChangedSince(snapshot, key));
    if (isOutdated) throw new SerializationFailure();
  }

  apply(): void {
    if (this.hasWritten) this.committed.apply(this.writes, this.snapshot !== null);
  }

  mark(): () => void {
    const writes = new Map(this.writes);
    return () => {
      for (const { after } of this.writes.values()) if (after !== undefined) this.index.remove(after);
      this.writes.clear();
      for (const [key, write] of writes) {
        this.writes.set(key, write);
        if (write.after !== undefined) this.index.add(write.after, key);
      }
    };
  }

  private get base(): ReadonlyMap<string, Row> {
    return (this.snapshot ?? this.committed).rows;
  }

  private visible(key: string): Row | undefined {
    const write = this.writes.get(key);
    return write === undefined ? this.base.get(key) : write.after;
  }

  /** The newest version, whatever a snapshot shows: uniqueness is about this one. */
  private newest(key: string): Row | undefined {
    const write = this.writes.get(key);
    return write === undefined ? this.committed.rows.get(key) : write.after;
  }

  /** The row as it is once nobody else can change it any more. */
  private async lock(key: string): Promise<Row | undefined> {
    if (this.writes.has(key) || !this.base.has(key)) return this.visible(key);
    await this.acquire(`row of ${this.definition.name}: ${key}`);
    const newest = this.committed.rows.get(key);
    if (this.snapshot !== null && newest !== this.snapshot.rows.get(key)) throw new SerializationFailure();
    return newest;
  }

  /** The key counts as one more unique value. */
  private async lockValues(key: string, ...rows: readonly Row[]): Promise<void> {
    const { name } = this.definition;
    const locks = new Set([`key of ${name}: ${key}`]);
    for (const row of rows) {
      for (const { number, value } of this.index.valuesOf(row))
        locks.add(`unique ${number} of ${name}: ${value}`);
    }
    for (const lock of locks) await this.acquire(lock);
  }

  private async tryInsert(row: Row): Promise<DomainError | null> {
    const inserted = copyOf(row);
    const key = this.keyOf(inserted);
    await this.lockValues(key, inserted);
    if (this.newest(key) !== undefined) return new AlreadyExists(this.definition.name, { id: key });
    const violation = this.violationBy(key, inserted);
    if (violation === null) this.write(key, inserted);
    return violation;
  }

  private violationBy(key: string, row: Row): DomainError | null {
    for (const value of this.index.valuesOf(row)) {
      const holder = this.holderOf(value);
      if (holder !== undefined && holder !== key) return value.key.violation(row);
    }
    return null;
  }

  private holderOf(value: UniqueValue<Row>): string | undefined {
    const own = this.index.find(value);
    if (own !== undefined) return own;
    const holder = this.committed.index.find(value);
    return holder === undefined || this.writes.has(holder) ? undefined : holder;
  }

  private write(key: string, after: Row | undefined): void {
    const earlier = this.writes.get(key);
    if (earlier?.after !== undefined) this.index.remove(earlier.after);
    if (after !== undefined) this.index.add(after, key);
    this.writes.set(key, { before: earlier ? earlier.before : this.committed.rows.get(key), after });
  }

  private successor(stored: Row, row: Row): Row | null {
    if (this.definition.versioned !== true) return row;
    const version = versionOf(row);
    return version === versionOf(stored) ? { ...row, version: version + 1 } : null;
  }

  private keyOf(row: Row): string {
    return this.encode(this.definition.key(row));
  }

  private encode(value: KeyValue): string {
    const key = encodeKey(value);
    if (key === null) throw new TypeError(`The key of a ${this.definition.name} is never null.`);
    return key;
  }
}

function copyOrNull<Row extends object>(row: Row | undefined): Row | null {
  return row === undefined ? null : copyOf(row);
}

function versionOf(row: object): number {
  if ('version' in row && typeof row.version === 'number') return row.version;
  throw new TypeError('A row of a versioned table has a version number.');
}
