import type { Job } from '../jobs/job.js';

/** More rounds than any chain of events is long: beyond it, jobs make work for each other for ever. */
const MAX_ROUNDS = 100;

/** Runs all jobs, in line, until none of them finds anything: how a test lets the worker catch up. */
export async function runJobs(jobs: readonly Job[], now: () => Date): Promise<void> {
  return runAll(jobs.map((job) => () => job.run(now())));
}

/** Has all of them look, one after the other, until none finds anything. */
export async function runAll(looks: readonly (() => Promise<number>)[]): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let found = 0;
    for (const look of looks) found += await look();
    if (found === 0) return;
  }
  throw new Error(`The jobs still find work after ${MAX_ROUNDS} rounds.`);
}
