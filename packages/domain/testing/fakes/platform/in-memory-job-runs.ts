import {
  after,
  JobRuns,
  type Duration,
  type JobResult,
  type JobRun,
  type ListRequest,
  type Position,
  type RememberedRun,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { listOf } from '../in-memory/list-of.js';

interface JobRunRow extends RememberedRun {
  readonly lockedUntil: Date;
}

const keyOf = ({ job, scheduledFor }: JobRun) => [job, scheduledFor.toISOString()];

const jobRuns = new InMemoryTable<JobRunRow>({ name: 'job-run', key: keyOf });

export class InMemoryJobRuns extends JobRuns {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async begin({ job, scheduledFor }: JobRun, lease: Duration) {
    const session = this.store.session();
    const realNow = new Date();
    const lockedUntil = after(realNow, lease);
    const run: JobRunRow = {
      job,
      ...{ scheduledFor, lockedUntil },
      ...{ attempts: 1, finishedAt: null, error: null, result: null },
    };
    if (await session.insertIfAbsent(jobRuns, run)) return true;
    const taken = await session.change(jobRuns, keyOf(run), (row) =>
      row.finishedAt === null && row.lockedUntil < realNow
        ? { ...row, lockedUntil, attempts: row.attempts + 1 }
        : null,
    );
    return taken !== null;
  }

  async finish(run: JobRun, result: JobResult, now: Date) {
    const session = this.store.session();
    await session.change(jobRuns, keyOf(run), (row) => ({ ...row, result, finishedAt: now, error: null }));
  }

  async fail(run: JobRun, error: string, pause: Duration) {
    const lockedUntil = after(new Date(), pause);
    const session = this.store.session();
    await session.change(jobRuns, keyOf(run), (row) =>
      row.finishedAt === null ? { ...row, lockedUntil, error } : null,
    );
  }

  async list<Request extends ListRequest>(request: Request) {
    const rows = await this.store.session().all(jobRuns);
    return listOf(rows, request, { positionOf: byOccasion, viewOf: rememberedRun });
  }
}

function byOccasion({ scheduledFor, job }: JobRun): Position {
  return { at: scheduledFor, id: job };
}

function rememberedRun({ lockedUntil: _, ...run }: JobRunRow): RememberedRun {
  return run;
}
