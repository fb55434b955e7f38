import { after, DAY, ListBackups, ListJobRuns } from '@2krika/domain';
import { anId, InMemoryBackupStore, inMemoryStorage, TEST_EPOCH } from '@2krika/domain/testing';
import { startServer, tokenOf, type RunningServer } from '../../../test/http/running-server.js';
import { calendarRoutes } from './calendar-routes.js';

describe('what is done by the calendar, over HTTP', () => {
  let storage: ReturnType<typeof inMemoryStorage>;
  let backups: InMemoryBackupStore;
  let running: RunningServer;
  const token = tokenOf(anId(), 'ops:operate');

  beforeEach(async () => {
    storage = inMemoryStorage();
    backups = new InMemoryBackupStore();
    running = await startServer(
      calendarRoutes({
        listJobRuns: new ListJobRuns(storage.jobRuns),
        listBackups: new ListBackups(backups),
      }),
    );
  });

  afterEach(() => running.stop());

  it('is listed with what it found, and with why it failed', async () => {
    const proof = { job: 'ledger-proof', scheduledFor: TEST_EPOCH };
    const drill = { job: 'restore-drill', scheduledFor: after(TEST_EPOCH, -DAY) };
    const broken = [{ rule: 'books_balance', violations: 1, examples: ['XAF: off by 5'] }];
    for (const run of [proof, drill]) await storage.jobRuns.begin(run, DAY);
    await storage.jobRuns.finish(proof, { subject: null, broken }, TEST_EPOCH);
    await storage.jobRuns.fail(drill, 'RestoreRefused: There is no backup', DAY);
    const then = TEST_EPOCH.toISOString();
    expect(await running.call('GET', '/v1/admin/job-runs', { token })).toMatchObject({
      status: 200,
      body: {
        count: 2,
        ...{ page: 1, limit: 20, totalPages: 1 },
        results: [
          { job: 'ledger-proof', scheduledFor: then, finishedAt: then, attempts: 1, broken, error: null },
          {
            job: 'restore-drill',
            finishedAt: null,
            broken: null,
            error: 'RestoreRefused: There is no backup',
          },
        ],
      },
    });
  });

  it('is read on by a cursor that was handed out', async () => {
    for (const days of [0, 1])
      await storage.jobRuns.begin({ job: 'backup', scheduledFor: after(TEST_EPOCH, days * DAY) }, DAY);
    const read = (cursor: string) =>
      running.call('GET', `/v1/admin/job-runs?limit=1&cursor=${encodeURIComponent(cursor)}`, { token });
    const { body } = await read('');
    expect(body).toMatchObject({ results: [{ scheduledFor: after(TEST_EPOCH, DAY).toISOString() }] });
    expect(await read(String(body['nextCursor']))).toMatchObject({
      body: { results: [{ scheduledFor: TEST_EPOCH.toISOString() }], hasMore: false },
    });
  });

  it('has left backups, of which the newest comes first', async () => {
    for (const [index, id] of ['older', 'newer'].entries()) {
      const startedAt = after(TEST_EPOCH, index * DAY);
      const backup = await backups.begin(id);
      await backup.complete({
        ...{ id, environment: 'production', startedAt, finishedAt: startedAt, lastOutboxId: 0n, dumps: [] },
      });
    }
    const { body } = await running.call('GET', '/v1/admin/backups', { token });
    expect(body).toMatchObject({ results: [{ id: 'newer', bytes: 0 }, { id: 'older' }] });
  });

  it.each(['job-runs', 'backups'])('shows no %s to others', async (list) => {
    const { status } = await running.call('GET', `/v1/admin/${list}`, {
      token: tokenOf(anId(), 'audit:read'),
    });
    expect(status).toBe(403);
  });
});
