import { MAX_DEPTH, MAX_LIMIT, type CursorPage, type Page } from '@2krika/domain';
import type { Class } from './class.js';
import { CursorPageOf, MAX_CURSOR } from './cursor-page.js';
import { Optional, QueryInteger, Text } from './decorators.js';
import { PageOf } from './page.js';

/** How many rows are shown at once. Refused in the words of the domain. */
export function Limit(): PropertyDecorator {
  return QueryInteger({
    min: 1,
    max: MAX_LIMIT,
    message: `The limit is a whole number from 1 to ${MAX_LIMIT}.`,
  });
}

/** The stretch a list is asked for, by page or by cursor; extended by the filters of each list. */
export class ListQuery {
  /** Not beside a cursor. */
  @Optional()
  @QueryInteger({ min: 1, max: MAX_DEPTH, message: `The page is a whole number from 1 to ${MAX_DEPTH}.` })
  page?: number;

  /** Of an earlier answer to the same question; empty for the head of the list. */
  @Optional()
  @Text({ min: 0, max: MAX_CURSOR })
  cursor?: string;

  @Optional()
  @Limit()
  limit?: number;
}

/** An answer that has one of several forms. */
export class OneOf<View extends object> {
  constructor(readonly types: readonly Class<View>[]) {}
}

/** The envelopes of a list of the view: of pages, and of what is read by cursor. */
export function PagesOf<Row extends object>(row: Class<Row>): OneOf<Page<Row> | CursorPage<Row>> {
  return new OneOf<Page<Row> | CursorPage<Row>>([PageOf(row), CursorPageOf(row)]);
}
