import { DAY, pageRequest } from '@2krika/domain';
import { inMemoryStorage, TEST_EPOCH } from '@2krika/domain/testing';
import { LoggedJobRuns } from './logged-job-runs.js';
import { SILENT } from './logger.js';

describe('LoggedJobRuns', () => {
  it('tells at error level what a job found wrong, and nothing of one that found all well', async () => {
    const told: unknown[] = [];
    const { jobRuns } = inMemoryStorage();
    const runs = new LoggedJobRuns(jobRuns, { ...SILENT, error: (fields: object) => told.push(fields) });
    const [well, ill] = ['well', 'ill'].map((job) => ({ job, scheduledFor: TEST_EPOCH }));
    if (!well || !ill) throw new Error('There are two.');
    const broken = [{ rule: 'books_balance', violations: 1, examples: ['XAF: off by 5'] }];
    for (const run of [well, ill]) expect(await runs.begin(run, DAY)).toBe(true);
    await runs.finish(well, { subject: null, broken: [] }, TEST_EPOCH);
    await runs.finish(ill, { subject: 'backup', broken }, TEST_EPOCH);
    expect(told).toEqual([{ ...ill, subject: 'backup', broken }]);
    expect((await runs.list(pageRequest())).results).toHaveLength(2);
  });
});
