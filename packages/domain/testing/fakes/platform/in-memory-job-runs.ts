import { after, JobRuns, type Duration, type JobRun } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface JobRunRow extends JobRun {
  readonly lockedUntil: Date;
  readonly finishedAt: Date | null;
}

const keyOf = ({ job, scheduledFor }: JobRun) => [job, scheduledFor.toISOString()];

const jobRuns = new InMemoryTable<JobRunRow>({ name: 'job-run', key: keyOf });

export class InMemoryJobRuns extends JobRuns {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async begin(run: JobRun, lease: Duration) {
    const session = this.store.session();
    const realNow = new Date();
    const lockedUntil = after(realNow, lease);
    if (await session.insertIfAbsent(jobRuns, { ...run, lockedUntil, finishedAt: null })) return true;
    const taken = await session.change(jobRuns, keyOf(run), (row) =>
      row.finishedAt === null && row.lockedUntil < realNow ? { ...row, lockedUntil } : null,
    );
    return taken !== null;
  }

  async finish(run: JobRun, now: Date) {
    await this.store.session().change(jobRuns, keyOf(run), (row) => ({ ...row, finishedAt: now }));
  }

  async fail(run: JobRun, _error: string, pause: Duration) {
    const lockedUntil = after(new Date(), pause);
    await this.store
      .session()
      .change(jobRuns, keyOf(run), (row) => (row.finishedAt === null ? { ...row, lockedUntil } : null));
  }
}
