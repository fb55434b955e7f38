import { cursorPageOf, cursorRequest, InvalidCursor, type CursorRequest, type Position } from './cursor.js';
import { InvalidPage } from './page.js';

const NOON = Date.UTC(2026, 0, 5, 12);

/** A list of five, newest first; the third and fourth were made in the same instant. */
const LIST: readonly Position[] = [
  { at: new Date(NOON), id: 'e' },
  { at: new Date(NOON - 1), id: 'd' },
  { at: new Date(NOON - 2), id: 'c' },
  { at: new Date(NOON - 2), id: 'b' },
  { at: new Date(NOON - 3), id: 'a' },
];

/** What a port does with a request, on an array. */
function read(request: CursorRequest) {
  const { from, direction, limit } = request;
  const index = LIST.findIndex(({ id }) => id === from?.id);
  const rows = direction === 'next' ? LIST.slice(index + 1) : LIST.slice(0, index).reverse();
  const page = cursorPageOf(rows.slice(0, limit + 1), request, (row) => row);
  return { ...page, ids: page.results.map(({ id }) => id).join('') };
}

const text = (cursor: string | null) => cursor ?? undefined;

describe('cursors', () => {
  it('begin at the head of the list, with twenty rows', () => {
    const head = { from: null, direction: 'next', limit: 20 };
    expect([cursorRequest(), cursorRequest('')]).toEqual([head, head]);
  });

  it('walk through the whole list without a gap or a repeat', () => {
    const first = read(cursorRequest(undefined, 2));
    const second = read(cursorRequest(text(first.nextCursor), 2));
    const third = read(cursorRequest(text(second.nextCursor), 2));
    expect([first.ids, second.ids, third.ids]).toEqual(['ed', 'cb', 'a']);
    expect([first.hasMore, second.hasMore, third.hasMore]).toEqual([true, true, false]);
    expect([first.prevCursor, third.nextCursor]).toEqual([null, null]);
  });

  it('walk back to the head, each stretch in the order of the list', () => {
    const end = read(cursorRequest(text(read(cursorRequest(undefined, 4)).nextCursor), 2));
    const middle = read(cursorRequest(text(end.prevCursor), 3));
    const head = read(cursorRequest(text(middle.prevCursor), 3));
    expect([end.ids, middle.ids, head.ids]).toEqual(['a', 'dcb', 'e']);
    expect([middle.hasMore, head.hasMore, head.prevCursor]).toEqual([true, true, null]);
    expect(read(cursorRequest(text(head.nextCursor), 4)).ids).toBe('dcba');
  });

  it('have nothing around an empty stretch', () => {
    const beyond = cursorRequest(text(read(cursorRequest(undefined, 4)).nextCursor));
    expect(cursorPageOf([], beyond, (row: Position) => row)).toEqual({
      results: [],
      nextCursor: null,
      prevCursor: null,
      hasMore: false,
    });
  });

  it('keep an instant before 1970', () => {
    const rows = [-1, -2].map((milliseconds) => ({ at: new Date(milliseconds), id: 'a' }));
    const { nextCursor } = cursorPageOf(rows, cursorRequest(undefined, 1), (row) => row);
    expect(cursorRequest(text(nextCursor)).from?.at).toEqual(new Date(-1));
  });

  it('keep the instant to the millisecond and the id', () => {
    const id = '019b0000-0000-7000-8000-00000000000a';
    const { nextCursor } = cursorPageOf(
      [
        { at: new Date(NOON + 1), id },
        { at: new Date(NOON), id: 'x' },
      ],
      cursorRequest(undefined, 1),
      (row) => row,
    );
    expect(cursorRequest(text(nextCursor), 1)).toEqual({
      from: { at: new Date(NOON + 1), id },
      direction: 'next',
      limit: 1,
    });
  });

  it.each(['n', 'n1', 'n1.', 'x1.a', 'n1.a b', 'n--1.a', 'nzzzzzzzzzzz.a', `n1.${'a'.repeat(65)}`, 'n1.a\n'])(
    'refuse %j, which was never handed out',
    (cursor) => {
      expect(() => cursorRequest(cursor)).toThrow(InvalidCursor);
    },
  );

  it.each([0, 101, 1.5])('refuse a limit of %p', (limit) => {
    expect(() => cursorRequest(undefined, limit)).toThrow(InvalidPage);
  });
});
