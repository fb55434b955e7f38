import { IsBoolean } from 'class-validator';
import type { CursorPage } from '@2krika/domain';
import type { Class } from './class.js';
import { ListOf, Nullable, Text } from './decorators.js';

/** Longer than any cursor we hand out. */
export const MAX_CURSOR = 200;

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
