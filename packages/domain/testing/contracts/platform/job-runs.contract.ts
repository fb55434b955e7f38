import { DAY, MINUTE, after, pageRequest, type JobRuns } from '@2krika/domain';
import { race, until } from '../../concurrency.js';
import { TEST_EPOCH, unique } from '../../factories/unique.js';
import { expectHead } from '../list-walk.js';
import type { Open } from '../open.js';

export interface JobRunsPorts {
  readonly jobRuns: JobRuns;
}

const SOUND = { subject: null, broken: [] };

export function jobRunsContract(open: Open<JobRunsPorts>): void {
  describe('JobRuns', () => {
    let jobRuns: JobRuns;

    beforeEach(async () => {
      ({ jobRuns } = await open());
    });

    const aRun = () => ({ job: `job-${unique()}`, scheduledFor: TEST_EPOCH });

    it('gives an occasion to exactly one of twenty', async () => {
      const run = aRun();
      const { won, lost } = await race(20, () => jobRuns.begin(run, MINUTE));
      expect(lost).toEqual([]);
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    it('tells the occasions of a job apart, and the jobs of an occasion', async () => {
      const run = aRun();
      expect(await jobRuns.begin(run, MINUTE)).toBe(true);
      expect(await jobRuns.begin({ ...run, scheduledFor: after(TEST_EPOCH, DAY) }, MINUTE)).toBe(true);
      expect(await jobRuns.begin({ ...run, job: aRun().job }, MINUTE)).toBe(true);
    });

    it('gives it to the next one when the lease has ended', async () => {
      const run = aRun();
      expect(await jobRuns.begin(run, 1)).toBe(true);
      await until(() => jobRuns.begin(run, MINUTE));
      expect(await jobRuns.begin(run, MINUTE)).toBe(false);
    });

    it('gives it to nobody once it is done', async () => {
      const [run, younger] = [aRun(), aRun()];
      await jobRuns.begin(run, 1);
      await jobRuns.finish(run, SOUND, TEST_EPOCH);
      await jobRuns.fail(run, 'too late', 1);
      await jobRuns.begin(younger, 1);
      await until(() => jobRuns.begin(younger, 1));
      expect(await jobRuns.begin(run, MINUTE)).toBe(false);
    });

    it('remembers what came of each, newest first, and equal ones by name downwards', async () => {
      const [old, first, second] = ['old', 'a', 'b'].map((name) => `${name}-${aRun().job}`);
      const at = new Date('2099-01-05T08:00:00.250Z');
      const result = {
        subject: 'backup',
        broken: [{ rule: 'books_balance', violations: 7, examples: ['XAF: off by 5'] }],
      };
      await jobRuns.begin({ job: second ?? '', scheduledFor: at }, 1);
      await until(() => jobRuns.begin({ job: second ?? '', scheduledFor: at }, 1));
      await jobRuns.fail({ job: second ?? '', scheduledFor: at }, 'no space left', MINUTE);
      await jobRuns.begin({ job: first ?? '', scheduledFor: at }, MINUTE);
      await jobRuns.fail({ job: first ?? '', scheduledFor: at }, 'no space left', MINUTE);
      await jobRuns.finish({ job: first ?? '', scheduledFor: at }, result, TEST_EPOCH);
      await jobRuns.begin({ job: old ?? '', scheduledFor: after(at, -DAY) }, MINUTE);
      const open = { finishedAt: null, error: null, result: null };
      expect((await jobRuns.list(pageRequest(1, 3))).results).toEqual([
        { job: second, scheduledFor: at, ...open, attempts: 2, error: 'no space left' },
        { job: first, scheduledFor: at, attempts: 1, finishedAt: TEST_EPOCH, error: null, result },
        { job: old, scheduledFor: after(at, -DAY), ...open, attempts: 1 },
      ]);
    });

    it('is read on by cursor, equal occasions by name as machines order it, and back', async () => {
      const scheduledFor = new Date('2100-01-05T08:00:00.250Z');
      const suffix = unique();
      // A dictionary passes over hyphens, and would have them the other way round.
      const jobs = ['zz-a', 'zza', 'z-zz'].map((name) => `${name}-${suffix}`);
      for (const job of jobs) await jobRuns.begin({ job, scheduledFor }, MINUTE);
      await expectHead(
        (request) => jobRuns.list(request),
        jobs.toSorted().reverse(),
        ({ job }) => job,
      );
    });

    it('offers it again some time after it failed', async () => {
      const run = aRun();
      await jobRuns.begin(run, MINUTE);
      await jobRuns.fail(run, 'no space left', MINUTE);
      expect(await jobRuns.begin(run, MINUTE)).toBe(false);
      await jobRuns.fail(run, 'no space left', 1);
      await until(() => jobRuns.begin(run, MINUTE));
    });
  });
}
