import { IsBoolean } from 'class-validator';
import { MAX_LIMIT, type CursorPage } from '@2krika/domain';
import type { Class } from './class.js';
import { ListOf, Nullable, Optional, QueryInteger, Text } from './decorators.js';

/** Longer than any cursor we hand out. */
const MAX_CURSOR = 200;

/** The stretch a list is asked for; extended by the filters of each list. */
export class CursorQuery {
  /** Of an earlier answer to the same question; empty for the head of the list. */
  @Optional()
  @Text({ min: 0, max: MAX_CURSOR })
  cursor?: string;

  @Optional()
  @QueryInteger({ min: 1, max: MAX_LIMIT })
  limit?: number;
}

/** The envelope of a list of the view that is read by cursor. */
export function CursorPageOf<Row extends object>(row: Class<Row>): Class<CursorPage<Row>> {
  class CursorPageView implements CursorPage<Row> {
    @ListOf(() => row)
    results!: readonly Row[];

    @Nullable()
    @Text({ max: MAX_CURSOR })
    nextCursor!: string | null;

    @Nullable()
    @Text({ max: MAX_CURSOR })
    prevCursor!: string | null;

    @IsBoolean()
    hasMore!: boolean;
  }
  Object.defineProperty(CursorPageView, 'name', { value: `${row.name}CursorPage` });
  return CursorPageView;
}
