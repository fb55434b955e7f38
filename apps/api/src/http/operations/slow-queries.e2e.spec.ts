import {
  addSlowCalls,
  ExplainSlowQuery,
  ListDeadLetters,
  ListSlowQueries,
  ReplayDeadLetter,
  slowCall,
} from '@2krika/domain';
import {
  aCountedQuery,
  anId,
  FakeClock,
  FakeQueryPlans,
  inMemoryStorage,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { startServer, tokenOf, type RunningServer } from '../../../test/http/running-server.js';
import { operationRoutes } from './operation-routes.js';

describe('slow queries over HTTP', () => {
  const token = tokenOf(anId(), 'ops:operate');
  const ofOrders = aCountedQuery([slowCall(300, 2), slowCall(500, 0)].reduce(addSlowCalls));
  const ofMessages = aCountedQuery({ store: 'mongodb', text: 'find messages {chatId}' });
  const ofCommits = aCountedQuery({ text: 'COMMIT' });
  let running: RunningServer;

  beforeEach(async () => {
    const { slowQueries, deadLetters, unitOfWork } = inMemoryStorage();
    await slowQueries.add([ofCommits, ofMessages, ofOrders], TEST_EPOCH);
    running = await startServer(
      operationRoutes({
        listDeadLetters: new ListDeadLetters(deadLetters),
        replayDeadLetter: new ReplayDeadLetter(unitOfWork, new FakeClock(TEST_EPOCH)),
        listSlowQueries: new ListSlowQueries(slowQueries),
        explainSlowQuery: new ExplainSlowQuery(slowQueries, new FakeQueryPlans()),
      }),
    );
  });

  afterEach(() => running.stop());

  const explain = (fingerprint: string) =>
    running.call('POST', `/v1/admin/slow-queries/${fingerprint}/explain`, { token });

  it('are listed by the page with what they cost, the most costly first', async () => {
    const { status, body } = await running.call('GET', '/v1/admin/slow-queries?limit=1', { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      count: 3,
      ...{ page: 1, limit: 1, totalPages: 3 },
      results: [
        {
          fingerprint: ofOrders.fingerprint,
          ...{ store: 'postgresql', text: ofOrders.text },
          ...{ calls: 2, meanMs: 400, p95Ms: 500, maxMs: 500, totalMs: 800, rows: 2 },
          ...{ firstSeenAt: TEST_EPOCH.toISOString(), lastSeenAt: TEST_EPOCH.toISOString() },
        },
      ],
    });
  });

  it('are read on by a cursor that was handed out', async () => {
    const read = (cursor: string) =>
      running.call('GET', `/v1/admin/slow-queries?limit=2&cursor=${encodeURIComponent(cursor)}`, { token });
    const { body } = await read('');
    expect(body).toMatchObject({ hasMore: true, prevCursor: null });
    const rest = await read(String(body['nextCursor']));
    expect(rest).toMatchObject({ status: 200, body: { hasMore: false, nextCursor: null } });
    expect(rest.body['results']).toHaveLength(1);
  });

  it('are planned on demand', async () => {
    const { status, body } = await explain(ofOrders.fingerprint);
    expect([status, body]).toEqual([200, { plan: [`Scan for ${ofOrders.text}`] }]);
  });

  it.each([
    ['that nobody counted', 'f'.repeat(16), 404, 'platform.slow_query_not_found'],
    ['of MongoDB', ofMessages.fingerprint, 422, 'platform.query_not_explainable'],
    ['that has no plan', ofCommits.fingerprint, 422, 'platform.query_not_explainable'],
    ['of what is no fingerprint', 'SELECT', 404, 'not_found'],
  ])('are not planned %s', async (_, fingerprint, status, code) => {
    expect(await explain(fingerprint)).toMatchObject({ status, body: { code } });
  });

  it('are shown to nobody else', async () => {
    const others = { token: tokenOf(anId(), 'orders:operate') };
    expect((await running.call('GET', '/v1/admin/slow-queries', others)).status).toBe(403);
    const path = `/v1/admin/slow-queries/${ofOrders.fingerprint}/explain`;
    expect((await running.call('POST', path, others)).status).toBe(403);
  });
});
