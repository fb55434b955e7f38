import { MAX_DEPTH, type CursorPage, type Page } from '@2krika/domain';
import type { Class } from './class.js';
import { CursorPageOf, CursorQuery } from './cursor-page.js';
import { Optional, QueryInteger } from './decorators.js';
import { PageOf } from './page.js';

/** The stretch a list is asked for, by page or by cursor; extended by the filters of each list. */
export class ListQuery extends CursorQuery {
  /** Not beside a cursor. */
  @Optional()
  @QueryInteger({ min: 1, max: MAX_DEPTH })
  page?: number;
}

/** An answer that has one of several forms. */
export class OneOf<View extends object> {
  constructor(readonly types: readonly Class<View>[]) {}
}

/** The envelopes of a list of the view: of pages, and of what is read by cursor. */
export function PagesOf<Row extends object>(row: Class<Row>): OneOf<Page<Row> | CursorPage<Row>> {
  return new OneOf<Page<Row> | CursorPage<Row>>([PageOf(row), CursorPageOf(row)]);
}
