import type { ListAnswer, ListRequest } from '../../kernel/index.js';
import type { CountedQuery, SlowQuery } from '../model/slow-query.js';

/** What the processes together know of queries that took too long. */
export abstract class SlowQueries {
  /** Adds what a process has counted since it last did so: all of it or nothing. */
  abstract add(counted: readonly CountedQuery[], now: Date): Promise<void>;

  /**
   * Those that took the most time first, by their fingerprint downwards where it is the same. Whoever reads on by
   * cursor may meet one again that took more time meanwhile.
   */
  abstract list<Request extends ListRequest>(request: Request): Promise<ListAnswer<SlowQuery, Request>>;

  abstract find(fingerprint: string): Promise<SlowQuery | null>;
}
