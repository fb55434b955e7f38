import type { Lease, LeasedWork } from '@2krika/domain';

/**
 * Work that is looked for again and again. The truth about it is in our tables: a job that is run twice, or by
 * two workers at once, changes nothing the second time.
 */
export interface Job {
  readonly name: string;
  /** Whether it is woken when others write, which may have made work for it. The others look each second. */
  readonly isWoken?: boolean;
  /**
   * Works through one batch.
   * @returns how many units it found: more than none means that there may be others
   * @throws what kept it from finding units, or from writing down what became of them
   */
  run(now: Date): Promise<number>;
}

/** A job whose units are claimed by a lease and known by their id. */
export function claimingJob(
  name: string,
  work: LeasedWork,
  claim: (now: Date, limit: number) => Promise<readonly Lease[]>,
  execute: (id: string) => Promise<void>,
): Job {
  return {
    name,
    async run(now) {
      const leases = await claim(now, work.batch);
      return work.doAll(
        leases.map((lease) => ({ unit: lease.unitId, lease })),
        execute,
      );
    },
  };
}
