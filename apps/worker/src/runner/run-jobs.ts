import type { Job } from '../jobs/job.js';

/** More rounds than any chain of events is long: beyond it, jobs make work for each other for ever. */
const MAX_ROUNDS = 100;

/** Runs all jobs, in line, until none of them finds anything: how a test lets the worker catch up. */
export async function runJobs(jobs: readonly Job[], now: () => Date): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let found = 0;
    for (const job of jobs) found += await job.run(now());
    if (found === 0) return;
  }
  throw new Error(`The jobs still find work after ${MAX_ROUNDS} rounds.`);
}
