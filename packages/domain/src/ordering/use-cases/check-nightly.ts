import { HOUR, MINUTE, type Clock } from '../../kernel/index.js';
import { resultOf, ScheduledWork, type JobRuns } from '../../platform/index.js';
import type { LedgerProof } from '../ports/ledger-proof.js';
import type { CheckStores } from './check-stores.js';

const NIGHTLY = { weekday: null, lease: 2 * HOUR, pauseAfterFailure: 15 * MINUTE };

/** Proves the books once a night. */
export class ProveLedgerNightly {
  private readonly nightly: ScheduledWork;

  constructor(
    private readonly proof: LedgerProof,
    runs: JobRuns,
    clock: Clock,
    /** Of the day, UTC. */
    hour: number,
  ) {
    this.nightly = new ScheduledWork(runs, clock, { ...NIGHTLY, job: 'ledger-proof', hour });
  }

  /** Answers how often it was done: once or not at all. @throws Unavailable, which it tries again later */
  execute(): Promise<number> {
    return this.nightly.run(async () => resultOf(await this.proof.check()));
  }
}

/** Compares the two stores once a night. */
export class CheckStoresNightly {
  private readonly nightly: ScheduledWork;

  constructor(
    private readonly checkStores: CheckStores,
    runs: JobRuns,
    clock: Clock,
    /** Of the day, UTC. */
    hour: number,
  ) {
    this.nightly = new ScheduledWork(runs, clock, { ...NIGHTLY, job: 'cross-store-check', hour });
  }

  /** Answers how often it was done: once or not at all. @throws Unavailable, which it tries again later */
  execute(): Promise<number> {
    return this.nightly.run(async () => resultOf(await this.checkStores.execute()));
  }
}
