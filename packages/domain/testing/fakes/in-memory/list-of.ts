import {
  cursorPageOf,
  isPageRequest,
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

/** How a list is shown: where each row stands in it, and what is seen of the row. */
export interface Listing<Row, View> {
  readonly positionOf: (row: Row) => Position;
  readonly viewOf: (row: Row) => View | Promise<View>;
  /** Default: newest first. */
  readonly isOldestFirst?: boolean;
}

/** The stretch of the list of these rows that is asked for. */
export async function listOf<Row, View, Request extends ListRequest>(
  rows: readonly Row[],
  request: Request,
  listing: Listing<Row, View>,
): Promise<ListAnswer<View, Request>> {
  const answer = isPageRequest(request) ? pageIn(rows, request, listing) : stretchOf(rows, request, listing);
  // Which of the two it is follows from the request; the compiler cannot follow that.
  return (await answer) as ListAnswer<View, Request>;
}

async function pageIn<Row, View>(
  rows: readonly Row[],
  request: PageRequest,
  listing: Listing<Row, View>,
): Promise<Page<View>> {
  const shown = inOrder(rows, listing).slice(offset(request), offset(request) + request.limit);
  return pageOf(await Promise.all(shown.map(listing.viewOf)), rows.length, request);
}

async function stretchOf<Row, View>(
  rows: readonly Row[],
  request: CursorRequest,
  listing: Listing<Row, View>,
): Promise<CursorPage<View>> {
  const { from, direction, limit } = request;
  const isForward = direction === 'next';
  const ordered = inOrder(rows, listing);
  const beyond = (isForward ? ordered : ordered.reverse()).filter((row) => {
    const order = from ? comparison(listing)(listing.positionOf(row), from) : 1;
    return isForward ? order > 0 : order < 0;
  });
  const page = cursorPageOf(beyond.slice(0, limit + 1), request, listing.positionOf);
  return { ...page, results: await Promise.all(page.results.map(listing.viewOf)) };
}

function inOrder<Row, View>(rows: readonly Row[], listing: Listing<Row, View>): Row[] {
  const compare = comparison(listing);
  return rows.toSorted((left, right) => compare(listing.positionOf(left), listing.positionOf(right)));
}

function comparison({ isOldestFirst = false }: Pick<Listing<never, never>, 'isOldestFirst'>) {
  return (left: Position, right: Position) =>
    isOldestFirst ? oldestFirst(left, right) : oldestFirst(right, left);
}

/** Negative when the left one comes first: by the instant, and among equal ones by id. */
function oldestFirst(left: Position, right: Position): number {
  return left.at.getTime() - right.at.getTime() || (left.id === right.id ? 0 : left.id < right.id ? -1 : 1);
}

/** Where most lists have their rows. */
export function byCreation({ createdAt, id }: { readonly createdAt: Date; readonly id: string }): Position {
  return { at: createdAt, id };
}
