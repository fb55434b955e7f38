import { DomainError } from './domain-error.js';
import { pageRequest } from './page.js';

/** Where a row stands in a list: lists are ordered by an instant and, among equal ones, by id. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/**
 * A stretch of a list, as programs and endless screens read it: unlike a page by number it neither repeats nor
 * leaves out a row when others arrive meanwhile, and costs the same at any depth.
 */
export interface CursorRequest {
  /** The row to begin beside, itself left out; null begins at the head of the list. */
  readonly from: Position | null;
  /** `next` goes on in the order of the list, `previous` back towards its head. */
  readonly direction: 'next' | 'previous';
  /** Rows, 1 to 100. */
  readonly limit: number;
}

export interface CursorPage<Row> {
  /** In the order of the list, whichever way it was asked for. */
  readonly results: readonly Row[];
  /** What asks for the rows behind these; null when there are none. */
  readonly nextCursor: string | null;
  /** What asks for the rows before these; null when there are none. */
  readonly prevCursor: string | null;
  /** Whether there are rows behind these. */
  readonly hasMore: boolean;
}

/** The text is not a cursor that was handed out. */
export class InvalidCursor extends DomainError {
  readonly code = 'kernel.invalid_cursor';
  readonly kind = 'invalid';

  constructor() {
    super('This cursor is not one we handed out. Begin again without it.', { pointer: '/cursor' });
  }
}

const CURSOR = /^([np])(-?[0-9a-z]{1,11})\.([0-9A-Za-z-]{1,64})$/;
const DIRECTIONS = { n: 'next', p: 'previous' } as const;
const RADIX = 36;

/**
 * Reads what a client sends back, and checks the limit. Nothing, or an empty text, begins at the head of the list.
 * @throws InvalidCursor; InvalidPage for the limit
 */
export function cursorRequest(cursor?: string, limit?: number): CursorRequest {
  const checked = pageRequest(1, limit).limit;
  if (cursor === undefined || cursor === '') return { from: null, direction: 'next', limit: checked };
  const [, letter, instant, id] = CURSOR.exec(cursor) ?? [];
  if ((letter !== 'n' && letter !== 'p') || instant === undefined || id === undefined)
    throw new InvalidCursor();
  const at = new Date(Number.parseInt(instant, RADIX));
  if (Number.isNaN(at.getTime())) throw new InvalidCursor();
  return { from: { at, id }, direction: DIRECTIONS[letter], limit: checked };
}

/**
 * Puts rows into the envelope.
 * @param rows at most one more than the limit, nearest to `from` first: the one too many tells that there are others
 */
export function cursorPageOf<Row>(
  rows: readonly Row[],
  { from, direction, limit }: CursorRequest,
  positionOf: (row: Row) => Position,
): CursorPage<Row> {
  const isForward = direction === 'next';
  const found = rows.slice(0, limit);
  const results = isForward ? found : found.reverse();
  const [first, last] = [results.at(0), results.at(-1)];
  const isMoreAhead = rows.length > limit;
  // Whoever goes back came from rows behind; whoever goes on from a row has rows before.
  const hasMore = last !== undefined && (!isForward || isMoreAhead);
  const hasPrevious = first !== undefined && (isForward ? from !== null : isMoreAhead);
  return {
    results,
    nextCursor: hasMore ? encode('n', positionOf(last)) : null,
    prevCursor: hasPrevious ? encode('p', positionOf(first)) : null,
    hasMore,
  };
}

function encode(letter: keyof typeof DIRECTIONS, { at, id }: Position): string {
  return `${letter}${at.getTime().toString(RADIX)}.${id}`;
}
