import {
  JobRuns,
  type Duration,
  type JobResult,
  type JobRun,
  type ListRequest,
  type RememberedRun,
} from '@2krika/domain';
import { listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const AHEAD = `clock_timestamp() + $3 * interval '1 millisecond'`;

/** Leases run on the server's clock, whatever business time is. */
const BEGIN: Statement = {
  name: 'job_runs_begin',
  text: `INSERT INTO job_runs AS run (job, scheduled_for, locked_until) VALUES ($1, $2, ${AHEAD})
    ON CONFLICT (job, scheduled_for) DO UPDATE
      SET locked_until = excluded.locked_until, attempts = run.attempts + 1, updated_at = now()
      WHERE run.finished_at IS NULL AND (run.locked_until IS NULL OR run.locked_until < clock_timestamp())`,
};

const FINISH: Statement = {
  name: 'job_runs_finish',
  text: `UPDATE job_runs SET finished_at = $3, result = $4, locked_until = NULL, error = NULL,
      updated_at = now()
    WHERE job = $1 AND scheduled_for = $2`,
};

const FAIL: Statement = {
  name: 'job_runs_fail',
  text: `UPDATE job_runs SET error = $4, locked_until = ${AHEAD}, updated_at = now()
    WHERE job = $1 AND scheduled_for = $2 AND finished_at IS NULL`,
};

type Row = [
  job: string,
  scheduledFor: Date,
  attempts: number,
  finishedAt: Date | null,
  error: string | null,
  result: JobResult | null,
];

const LIST = listStatements<Row>({
  name: 'job_runs_list',
  ...{ source: 'job_runs', values: 0 },
  columns: 'job, scheduled_for, attempts, finished_at, error, result',
  key: { at: 'scheduled_for', id: 'job COLLATE "C"', idType: 'text' },
});

export class SqlJobRuns extends JobRuns {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async begin({ job, scheduledFor }: JobRun, lease: Duration) {
    return (await this.store.session().execute(BEGIN, [job, scheduledFor, lease])) === 1;
  }

  async finish({ job, scheduledFor }: JobRun, result: JobResult, now: Date) {
    const values = [job, scheduledFor, now, JSON.stringify(result)];
    await this.store.session().execute(FINISH, values);
  }

  async fail({ job, scheduledFor }: JobRun, error: string, pause: Duration) {
    await this.store.session().execute(FAIL, [job, scheduledFor, pause, error]);
  }

  list<Request extends ListRequest>(request: Request) {
    return readList(this.store, LIST, [], request, LISTING);
  }
}

const LISTING = {
  viewOf: ([job, scheduledFor, attempts, finishedAt, error, result]: Row): RememberedRun => ({
    ...{ job, scheduledFor, attempts, finishedAt, error, result },
  }),
  positionOf: ({ scheduledFor, job }: RememberedRun) => ({ at: scheduledFor, id: job }),
};
