import { IsInt, Min } from 'class-validator';
import type { Page } from '@2krika/domain';
import type { Class } from './class.js';
import { ListOf } from './decorators.js';

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
