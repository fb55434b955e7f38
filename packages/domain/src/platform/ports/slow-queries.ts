import type { Page, PageRequest } from '../../kernel/index.js';
import type { CountedQuery, SlowQuery } from '../model/slow-query.js';

/** What the processes together know of queries that took too long. */
export abstract class SlowQueries {
  /** Adds what a process has counted since it last did so: all of it or nothing. */
  abstract add(counted: readonly CountedQuery[], now: Date): Promise<void>;

  /** Those that took the most time first, by their fingerprint where it is the same. */
  abstract list(page: PageRequest): Promise<Page<SlowQuery>>;

  abstract find(fingerprint: string): Promise<SlowQuery | null>;
}
