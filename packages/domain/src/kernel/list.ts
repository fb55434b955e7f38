import { cursorRequest, type CursorPage, type CursorRequest } from './cursor.js';
import { InvalidPage, pageRequest, type Page, type PageRequest } from './page.js';

/** How a stretch of a list is asked for: by page, as people turn pages, or by cursor, as programs read on. */
export type ListRequest = PageRequest | CursorRequest;

/** What answers such a request: each way of asking has its envelope. */
export type ListAnswer<Row, Request extends ListRequest = ListRequest> = Request extends PageRequest
  ? Page<Row>
  : CursorPage<Row>;

/** What a client sends to be shown a list: nothing for its first page. */
export interface ListInput {
  readonly page?: number | undefined;
  /** Of an earlier answer; empty for the head of the list. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Reads what a client sends, and checks it.
 * @throws InvalidPage for the page and limit, and when page and cursor are given together; InvalidCursor
 */
export function listRequest({ page, cursor, limit }: ListInput = {}): ListRequest {
  if (cursor === undefined) return pageRequest(page, limit);
  if (page !== undefined)
    throw new InvalidPage('A list is read by page or by cursor, not by both.', { pointer: '/page' });
  return cursorRequest(cursor, limit);
}

export function isPageRequest(request: ListRequest): request is PageRequest {
  return 'page' in request;
}
