import {
  cursorRequest,
  pageRequest,
  type CursorPage,
  type CursorRequest,
  type ListAnswer,
  type ListRequest,
} from '@2krika/domain';

type Listed = { readonly id: string };

/** Rows a stretch, so that few rows make several. */
const LIMIT = 2;

/** The list is these rows in this order, by page, and by cursor to its end and back. */
export async function expectList(
  read: <Request extends ListRequest>(request: Request) => Promise<ListAnswer<Listed, Request>>,
  ids: readonly string[],
): Promise<void> {
  const stretches = Array.from({ length: Math.ceil(ids.length / LIMIT) }, (_, index) =>
    ids.slice(index * LIMIT, (index + 1) * LIMIT),
  );
  for (const [index, expected] of stretches.entries()) {
    const page = await read(pageRequest(index + 1, LIMIT));
    expect(page).toMatchObject({ count: ids.length, totalPages: stretches.length });
    expect(idsOf(page)).toEqual(expected);
  }
  await expectStretches(read, stretches);
}

/**
 * The list, which others may have rows in, begins with these: by page, and one by one by cursor, there and back.
 * @param idOf for rows that are known by something else
 */
export async function expectHead<Row>(
  read: <Request extends ListRequest>(request: Request) => Promise<ListAnswer<Row, Request>>,
  ids: readonly string[],
  idOf: (row: Row) => string,
): Promise<void> {
  const page = await read(pageRequest(1, ids.length));
  expect(page.results.map(idOf)).toEqual(ids);
  expect(page.count).toBeGreaterThanOrEqual(ids.length);
  const forth: CursorPage<Row>[] = [];
  while (forth.length < ids.length) forth.push(await read(cursorRequest(forth.at(-1)?.nextCursor ?? '', 1)));
  expect(forth.flatMap(({ results }) => results.map(idOf))).toEqual(ids);
  const back: CursorPage<Row>[] = [];
  for (let cursor = forth.at(-1)?.prevCursor ?? null; cursor !== null;) {
    const before: CursorPage<Row> = await read(cursorRequest(cursor, 1));
    back.unshift(before);
    cursor = before.prevCursor;
  }
  expect(back.flatMap(({ results }) => results.map(idOf))).toEqual(ids.slice(0, -1));
}

/** The list is these rows, two by two, by cursor to its end and back. */
async function expectStretches(
  read: (request: CursorRequest) => Promise<CursorPage<Listed>>,
  stretches: readonly (readonly string[])[],
): Promise<void> {
  const forth: CursorPage<Listed>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: CursorPage<Listed> = await read(cursorRequest(cursor, LIMIT));
    forth.push(page);
    cursor = page.nextCursor;
  }
  expect(forth.map(idsOf)).toEqual(stretches);
  expect(forth.map(({ hasMore }) => hasMore)).toEqual(
    stretches.map((_, index) => index < stretches.length - 1),
  );
  const back: CursorPage<Listed>[] = [];
  for (let cursor = forth.at(-1)?.prevCursor ?? null; cursor !== null;) {
    const page: CursorPage<Listed> = await read(cursorRequest(cursor, LIMIT));
    back.unshift(page);
    cursor = page.prevCursor;
  }
  expect(back.map(idsOf)).toEqual(stretches.slice(0, -1));
  expect(back.every(({ hasMore }) => hasMore)).toBe(true);
}

function idsOf({ results }: { readonly results: readonly Listed[] }): readonly string[] {
  return results.map(({ id }) => id);
}
