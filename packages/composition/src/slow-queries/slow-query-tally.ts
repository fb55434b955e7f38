import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { addSlowCalls, slowCall, type CountedQuery, type Duration, type QueryStore } from '@2krika/domain';

/** More different queries than the product has; what a fault makes beyond them must not fill the memory. */
const MAX_QUERIES = 1_000;
/** Characters. Longer ones are told apart by all of them, and kept in part. */
const MAX_TEXT = 20_000;

/** A call that took as long as this process calls slow. */
export interface SlowCallOf {
  readonly store: QueryStore;
  /** Without values. */
  readonly text: string;
  /** What it has in common with others of its kind. */
  readonly kind: string;
  readonly milliseconds: Duration;
  readonly rows: number;
}

/** Counts the slow calls of this process in memory, until they are taken to where all processes add theirs up. */
export class SlowQueryTally {
  private counted = new Map<string, CountedQuery>();
  private readonly uncounted = new AsyncLocalStorage<true>();

  count({ store, text, kind, milliseconds, rows }: SlowCallOf): void {
    if (this.uncounted.getStore()) return;
    const fingerprint = createHash('sha256').update(`${store}\n${kind}`).digest('hex').slice(0, 16);
    this.addTo({ fingerprint, store, text: text.slice(0, MAX_TEXT), ...slowCall(milliseconds, rows) });
  }

  /** What was counted since it was last taken. */
  take(): readonly CountedQuery[] {
    const taken = [...this.counted.values()];
    this.counted = new Map();
    return taken;
  }

  /** It could not be kept: it is taken again with the next. */
  giveBack(taken: readonly CountedQuery[]): void {
    for (const query of taken) this.addTo(query);
  }

  /** Does what nobody is to count: keeping the figures would otherwise make figures. */
  unseen<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.uncounted.run(true, work);
  }

  private addTo(query: CountedQuery): void {
    const known = this.counted.get(query.fingerprint);
    if (known === undefined && this.counted.size >= MAX_QUERIES) return;
    this.counted.set(query.fingerprint, known ? { ...known, ...addSlowCalls(known, query) } : query);
  }
}
