import { IsInt, Min } from 'class-validator';
import { MAX_DEPTH, MAX_LIMIT, type Page } from '@2krika/domain';
import type { Class } from './class.js';
import { ListOf, Optional, QueryInteger } from './decorators.js';

/** The page a list is asked for; extended by the filters of each list. */
export class PageQuery {
  @Optional()
  @QueryInteger({ min: 1, max: MAX_DEPTH })
  page?: number;

  @Optional()
  @QueryInteger({ min: 1, max: MAX_LIMIT })
  limit?: number;
}

/** The envelope of a paged list of the view. */
export function PageOf<Row extends object>(row: Class<Row>): Class<Page<Row>> {
  class PageView implements Page<Row> {
    @ListOf(() => row)
    results!: readonly Row[];

    @IsInt()
    @Min(0)
    count!: number;

    @IsInt()
    @Min(1)
    page!: number;

    @IsInt()
    @Min(1)
    limit!: number;

    @IsInt()
    @Min(0)
    totalPages!: number;
  }
  Object.defineProperty(PageView, 'name', { value: `${row.name}Page` });
  return PageView;
}
