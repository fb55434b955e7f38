/**
 * Work that is looked for again and again. The truth about it is in our tables: a job that is run twice, or by
 * two workers at once, changes nothing the second time.
 */
export interface Job {
  readonly name: string;
  /**
   * Works through one batch.
   * @returns how many units it found: more than none means that there may be others
   * @throws what went wrong, once every unit of the batch had its turn
   */
  run(now: Date): Promise<number>;
}

const BATCH = 20;

/** A job whose units are claimed by a lease and done one by one; one that fails does not hold the others. */
export function claimingJob(
  name: string,
  claim: (now: Date, limit: number) => Promise<readonly string[]>,
  execute: (id: string) => Promise<void>,
): Job {
  return {
    name,
    async run(now) {
      const ids = await claim(now, BATCH);
      const outcomes = await Promise.allSettled(ids.map(execute));
      const failures = outcomes.flatMap((outcome): unknown[] =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      );
      if (failures.length > 0)
        throw new AggregateError(failures, `${failures.length} of ${ids.length} failed.`);
      return ids.length;
    },
  };
}
