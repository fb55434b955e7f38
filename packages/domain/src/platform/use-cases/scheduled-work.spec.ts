import { FakeClock, inMemoryStorage } from '@2krika/domain/testing';
import { after, DAY, HOUR, MINUTE, pageRequest, SECOND } from '../../kernel/index.js';
import { RestoreRefused } from '../model/backup.js';
import { RestoreDrill, type DrilledBackup } from '../ports/restore-drill.js';
import { DrillRestoreWeekly } from './drill-restore-weekly.js';
import { ScheduledWork } from './scheduled-work.js';

/** A Tuesday. */
const TUESDAY = new Date('2026-11-24T04:00:00Z');
const SOUND = { subject: null, broken: [] };

function bench(weekday: number | null) {
  const { jobRuns } = inMemoryStorage();
  const clock = new FakeClock(TUESDAY);
  const schedule = { job: 'inventory', hour: 4, weekday, lease: HOUR, pauseAfterFailure: MINUTE };
  const done: Date[] = [];
  const aWorker = () => {
    const work = new ScheduledWork(jobRuns, clock, schedule);
    return () =>
      work.run(async () => {
        done.push(clock.now());
        return SOUND;
      });
  };
  return { jobRuns, clock, done, aWorker };
}

describe('ScheduledWork', () => {
  it.each([
    ['every day at its hour', null, TUESDAY],
    ['on its day, this one', 2, TUESDAY],
    ['on its day, the last one', 1, after(TUESDAY, -DAY)],
    ['on its day, six days ago', 3, after(TUESDAY, -6 * DAY)],
  ])('is due %s', async (_, weekday, scheduledFor) => {
    const { jobRuns, aWorker } = bench(weekday);
    expect(await aWorker()()).toBe(1);
    expect((await jobRuns.list(pageRequest())).results).toMatchObject([
      { job: 'inventory', scheduledFor, result: SOUND },
    ]);
  });

  it('is done once a week in whichever worker comes first', async () => {
    const { clock, done, aWorker } = bench(2);
    const worker = aWorker();
    const together = await Promise.all([worker(), aWorker()(), aWorker()()]);
    expect(together.toSorted()).toEqual([0, 0, 1]);
    clock.set(after(TUESDAY, 7 * DAY - SECOND));
    expect(await worker()).toBe(0);
    clock.set(after(TUESDAY, 7 * DAY));
    expect(await worker()).toBe(1);
    expect(done).toHaveLength(2);
  });

  it('remembers why it failed, and is not done until it succeeds', async () => {
    const { jobRuns, clock } = bench(null);
    const schedule = { job: 'inventory', hour: 4, weekday: null, lease: HOUR, pauseAfterFailure: HOUR };
    const work = new ScheduledWork(jobRuns, clock, schedule);
    await expect(work.run(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
    expect((await jobRuns.list(pageRequest())).results).toMatchObject([
      { error: 'Error: No.', finishedAt: null, result: null },
    ]);
  });
});

describe('DrillRestoreWeekly', () => {
  class Drill extends RestoreDrill {
    constructor(private readonly outcome: () => Promise<DrilledBackup>) {
      super();
    }

    run() {
      return this.outcome();
    }
  }

  const drilled = (outcome: () => Promise<DrilledBackup>) => {
    const { jobRuns, clock } = bench(null);
    const week = { hour: 4, weekday: 2 };
    return { jobRuns, weekly: new DrillRestoreWeekly(new Drill(outcome), jobRuns, clock, week) };
  };

  it('keeps which backup was restored, and what of it was broken', async () => {
    const broken = { rule: 'books_balance', violations: 2, examples: ['XAF: off by 5'] };
    const reports = [{ rule: 'transactions_balance', violations: 0, examples: [] }, broken];
    const { jobRuns, weekly } = drilled(() => Promise.resolve({ backup: 'newest', reports }));
    expect(await weekly.execute()).toBe(1);
    expect((await jobRuns.list(pageRequest())).results).toMatchObject([
      { job: 'restore-drill', result: { subject: 'newest', broken: [broken] } },
    ]);
  });

  it('fails when there is nothing that can be restored', async () => {
    const { jobRuns, weekly } = drilled(() => Promise.reject(new RestoreRefused('There is no backup.')));
    await expect(weekly.execute()).rejects.toThrow(RestoreRefused);
    expect((await jobRuns.list(pageRequest())).results).toMatchObject([{ finishedAt: null, result: null }]);
    expect(await weekly.execute()).toBe(0);
  });
});
