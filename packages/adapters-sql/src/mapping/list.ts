import {
  cursorPageOf,
  isPageRequest,
  MAX_LIMIT,
  offset,
  pageOf,
  type CursorPage,
  type CursorRequest,
  type ListAnswer,
  type ListRequest,
  type Page,
  type PageRequest,
  type Position,
} from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { SqlValue, Statement } from '../unit-of-work/statement.js';

/** A list in SQL. What is put together here are names and conditions written in the adapter, never values. */
export interface ListDefinition {
  /** Begins the name of each of its statements. */
  readonly name: string;
  readonly columns: string;
  /** What the columns are read from. */
  readonly source: string;
  /** Where rows are counted, when fewer tables tell as much. Default: the source. */
  readonly counted?: string;
  /** Which rows are in it, by the placeholders from `$1` on. */
  readonly where?: string;
  /** How many placeholders `where` has. */
  readonly values: number;
  /** Whose order the list has: an instant, and what tells equal ones apart. */
  readonly key: ListKey;
  readonly isOldestFirst?: boolean;
  /** For a table whose rows are shown with those of others. */
  readonly capped?: CappedSource;
}

/**
 * A list whose stretches are cut out of their table before anything is joined to it, by a cap that the planner knows.
 * Of a limit it is told only later it expects a tenth of the table, so that the plan it keeps looks worse than
 * planning each time, which took longer than reading the page.
 */
export interface CappedSource {
  readonly table: string;
  /** The columns of the table that are shown, or that the list is ordered by. */
  readonly listed: string;
  /** What is joined to it. */
  readonly beside: string;
}

/** One more than is ever shown tells whether there are others. */
const MAX_ROWS = MAX_LIMIT + 1;

export interface ListKey {
  /** A column of instants, or what is made of some; null for a list that its `id` orders alone. */
  readonly at: string | null;
  /** A column no two rows of the list share. */
  readonly id: string;
  /** Default: `uuid`. */
  readonly idType?: 'uuid' | 'integer' | 'bigint' | 'text';
}

/** One statement for each way of asking, so that each is prepared with a plan of its own. */
export interface ListStatements<Row extends unknown[]> {
  readonly page: Statement<Row>;
  readonly count: Statement<[count: bigint]>;
  readonly head: Statement<Row>;
  readonly next: Statement<Row>;
  readonly previous: Statement<Row>;
  /** Whether a place in it is an id alone. */
  readonly isById: boolean;
}

export function listStatements<Row extends unknown[]>(list: ListDefinition): ListStatements<Row> {
  const { name, columns, source, where = 'true', values, key, isOldestFirst = false, capped } = list;
  const next = values + 1;
  const { at, id, idType = 'uuid' } = key;
  const select = (suffix: string, beside: string, order: string, limit: string): Statement<Row> => ({
    name: `${name}_${suffix}`,
    text: `SELECT ${columns} FROM ${source} WHERE ${where}${beside} ORDER BY ${order} ${limit}`,
  });
  const order = (direction: string) =>
    [...(at ? [at] : []), id].map((column) => `${column} ${direction}`).join(', ');
  const [forward, backward] = isOldestFirst ? ['ASC', 'DESC'] : ['DESC', 'ASC'];
  const [behind, before] = isOldestFirst ? ['>', '<'] : ['<', '>'];
  const beyond = (side: string) =>
    at
      ? ` AND (${at}, ${id}) ${side} ($${next}::timestamptz, $${next + 1}::${idType})`
      : ` AND ${id} ${side} $${next}::${idType}`;
  const stretch = (suffix: string, beyondIt: string, direction: string, limit: string): Statement<Row> => {
    if (!capped) return select(suffix, beyondIt, order(direction), limit);
    const { table, listed, beside } = capped;
    return {
      name: `${name}_${suffix}`,
      text: `SELECT ${columns} FROM (
          SELECT ${listed} FROM ${table} WHERE ${where}${beyondIt} ORDER BY ${order(direction)} LIMIT ${MAX_ROWS}
        ) AS ${table} ${beside} ORDER BY ${order(direction)} ${limit}`,
    };
  };
  const limit = `LIMIT $${next + (at ? 2 : 1)}`;
  return {
    page: select('page', '', order(forward), `LIMIT $${next} OFFSET $${next + 1}`),
    count: { name: `${name}_count`, text: `SELECT count(*) FROM ${list.counted ?? source} WHERE ${where}` },
    head: stretch('head', '', forward, `LIMIT $${next}`),
    next: stretch('next', beyond(behind), forward, limit),
    previous: stretch('previous', beyond(before), backward, limit),
    isById: at === null,
  };
}

/** How the rows of a list are shown, and where each stands in it. */
export interface Listing<Row, View> {
  readonly viewOf: (row: Row) => View;
  readonly positionOf: (view: View, row: Row) => Position;
}

/** Reads the stretch of the list that is asked for: a page with the count of all in two statements, else in one. */
export async function readList<Row extends unknown[], View, Request extends ListRequest>(
  store: SqlStore,
  statements: ListStatements<Row>,
  values: readonly SqlValue[],
  request: Request,
  listing: Listing<Row, View>,
): Promise<ListAnswer<View, Request>> {
  const answer = isPageRequest(request)
    ? readPage(store, statements, values, request, listing.viewOf)
    : readStretch(store, statements, values, request, listing);
  // Which of the two it is follows from the request; the compiler cannot follow that.
  return (await answer) as ListAnswer<View, Request>;
}

/** Reads a page, and the count of all, of a list in whatever order. Limit and offset are the placeholders behind the values. */
export async function readPage<Row extends unknown[], View>(
  store: SqlStore,
  { page, count }: Pick<ListStatements<Row>, 'page' | 'count'>,
  values: readonly SqlValue[],
  request: PageRequest,
  viewOf: (row: Row) => View,
): Promise<Page<View>> {
  const session = store.session();
  const [rows, counted] = await Promise.all([
    session.rows(page, [...values, request.limit, offset(request)]),
    session.row(count, values),
  ]);
  return pageOf(rows.map(viewOf), Number(counted?.[0] ?? 0n), request);
}

async function readStretch<Row extends unknown[], View>(
  store: SqlStore,
  statements: ListStatements<Row>,
  values: readonly SqlValue[],
  request: CursorRequest,
  { viewOf, positionOf }: Listing<Row, View>,
): Promise<CursorPage<View>> {
  const { from, direction, limit } = request;
  const place = from === null ? [] : statements.isById ? [from.id] : [from.at, from.id];
  const statement = from === null ? statements.head : statements[direction];
  const rows = await store.session().rows(statement, [...values, ...place, limit + 1]);
  const shown = rows.map((row) => {
    const view = viewOf(row);
    return { view, position: positionOf(view, row) };
  });
  const { results, ...envelope } = cursorPageOf(shown, request, ({ position }) => position);
  return { ...envelope, results: results.map(({ view }) => view) };
}

/** Where most lists have their rows. */
export function byCreation({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): Position {
  return { at: createdAt, id };
}
