import { ExplainSlowQuery, ListDeadLetters, ListSlowQueries, ReplayDeadLetter } from '@2krika/domain';
import { anId, aWebhookEvent, FakeClock, inMemoryStorage, TEST_EPOCH } from '@2krika/domain/testing';
import { startServer, tokenOf, type RunningServer } from '../../../test/http/running-server.js';
import { operationRoutes } from './operation-routes.js';

describe('dead letters over HTTP', () => {
  let storage: ReturnType<typeof inMemoryStorage>;
  let running: RunningServer;
  let unitId: string;

  const claim = () => storage.webhookInbox.claim(TEST_EPOCH, 10);
  const token = tokenOf(anId(), 'ops:operate');

  beforeEach(async () => {
    storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const event = aWebhookEvent();
    unitId = event.id;
    await storage.webhookInbox.receive(event);
    for (const { lease } of await claim())
      await storage.leases.bury(lease, 'Error: It makes no sense', TEST_EPOCH);
    running = await startServer(
      operationRoutes({
        listDeadLetters: new ListDeadLetters(storage.deadLetters),
        replayDeadLetter: new ReplayDeadLetter(storage.unitOfWork, clock),
        listSlowQueries: new ListSlowQueries(storage.slowQueries),
        explainSlowQuery: new ExplainSlowQuery(storage.slowQueries, storage.queryPlans),
      }),
    );
  });

  afterEach(() => running.stop());

  const replay = (path: string, body: unknown = { reason: 'Corrigé' }) =>
    running.call('POST', `/v1/admin/dead-letters/${path}/replay`, { token, body });

  it('are listed with why they died', async () => {
    const { status, body } = await running.call('GET', '/v1/admin/dead-letters', { token });
    expect(status).toBe(200);
    const letter = { queue: 'webhooks', id: unitId, attempts: 1, error: 'Error: It makes no sense' };
    const results = [{ ...letter, deadAt: TEST_EPOCH.toISOString() }];
    expect(body).toEqual({ results, count: 1, page: 1, limit: 20, totalPages: 1 });
    const read = await running.call('GET', '/v1/admin/dead-letters?cursor=', { token });
    expect(read.body).toEqual({ results, nextCursor: null, prevCursor: null, hasMore: false });
  });

  it('are replayed once', async () => {
    expect((await replay(`webhooks/${unitId}`)).status).toBe(204);
    expect(await claim()).toHaveLength(1);
    const again = await replay(`webhooks/${unitId}`);
    expect(again).toMatchObject({ status: 404, body: { code: 'platform.dead_letter_not_found' } });
  });

  it('are neither shown to nor replayed by others', async () => {
    const others = tokenOf(anId(), 'orders:operate');
    const list = await running.call('GET', '/v1/admin/dead-letters', { token: others });
    expect(list.status).toBe(403);
    const attempt = await running.call('POST', `/v1/admin/dead-letters/webhooks/${unitId}/replay`, {
      ...{ token: others, body: { reason: 'Corrigé' } },
    });
    expect(attempt.status).toBe(403);
    expect(await claim()).toEqual([]);
  });

  it.each([
    ['of a queue there is not', () => `letters/${unitId}`],
    ['of what is no id', () => 'webhooks/1'],
  ])('are not found %s', async (_, path) => {
    expect((await replay(path())).status).toBe(404);
  });

  it('are not replayed without a reason', async () => {
    expect((await replay(`webhooks/${unitId}`, {})).status).toBe(422);
    expect(await claim()).toEqual([]);
  });
});
