import type { SqlValue, Statement } from '../unit-of-work/statement.js';

/** A column's name, or that of one that holds JSON. */
export type Column = string | { readonly json: string };

/** Where each field of a state is stored. The compiler asks for every field: none can be forgotten. */
export type Columns<State> = { readonly [Field in keyof State]-?: Column };

type Row = unknown[];

/**
 * How one kind of object lies in one table: its statements by name, and the way in and out. Types are those of
 * the driver (`bigint`, `Date`, text, parsed JSON), so a column must have the type its field has.
 */
export class Table<State extends object> {
  /** Every column, in the order of `values`: `id, full_name`. */
  readonly columns: string;
  /** How many columns there are: those a statement reads beyond them begin here. */
  readonly width: number;
  private readonly fields: readonly (keyof State)[];
  private readonly names: readonly string[];
  private readonly isJson: readonly boolean[];
  private inserting: Statement | null = null;

  constructor(
    readonly name: string,
    columns: Columns<State>,
  ) {
    this.fields = Object.keys(columns) as (keyof State)[];
    const specs = this.fields.map((field) => columns[field]);
    this.names = specs.map((spec) => (typeof spec === 'string' ? spec : spec.json));
    this.width = this.names.length;
    this.isJson = specs.map((spec) => typeof spec !== 'string');
    this.columns = this.names.join(', ');
  }

  /** Writes the row of a state. Written out once, when it is first asked for: views of a table never do. */
  get insert(): Statement {
    const places = this.names.map((_, index) => `$${index + 1}`);
    this.inserting ??= {
      name: `${this.name}_insert`,
      text: `INSERT INTO ${this.name} (${this.columns}) VALUES (${places.join(', ')})`,
    };
    return this.inserting;
  }

  /** Rewrites the row with this id if it still has this version, and counts the version up. */
  get update(): Statement {
    return { name: `${this.name}_update`, text: this.updateWith() };
  }

  /** The text of such an update that assigns more columns than the state has: `locked_until = NULL`. */
  updateWith(...more: readonly string[]): string {
    const at = (column: string) => `$${this.names.indexOf(column) + 1}`;
    const assignments = this.names
      .filter((column) => column !== 'id' && column !== 'version')
      .map((column) => `${column} = ${at(column)}`);
    return `UPDATE ${this.name} SET ${[...assignments, `version = ${at('version')} + 1`, ...more].join(', ')}
      WHERE id = ${at('id')} AND version = ${at('version')}`;
  }

  /** A statement that reads whole rows: `select('find', 'WHERE id = $1')`. */
  select(name: string, clause: string): Statement {
    return { name: `${this.name}_${name}`, text: `SELECT ${this.columns} FROM ${this.name} ${clause}` };
  }

  /** The state in the order of the columns. */
  values(state: State): readonly SqlValue[] {
    return this.fields.map((field, index) => {
      const value = state[field];
      return (this.isJson[index] && value !== null ? JSON.stringify(value) : value) as SqlValue;
    });
  }

  /** One row that was read with `columns`. */
  read(row: Row): State {
    // A loop, because every row that is read comes by here: `Object.fromEntries` takes four times as long.
    const state: Partial<Record<keyof State, unknown>> = {};
    for (const [index, field] of this.fields.entries()) state[field] = row[index];
    return state as State;
  }
}
