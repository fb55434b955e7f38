import { Gate } from './gate.js';
import type { HealthCheck } from '../../src/http/health/readiness.js';
import { startServer } from './running-server.js';

async function withChecks<Result>(
  checks: readonly HealthCheck[],
  work: (
    ready: () => Promise<{ status: number; body: Readonly<Record<string, unknown>> }>,
  ) => Promise<Result>,
): Promise<Result> {
  const running = await startServer([], { checks });
  try {
    return await work(() => running.call('GET', '/health/ready'));
  } finally {
    await running.stop();
  }
}

const working: HealthCheck = { name: 'postgres', timeout: 1_000, run: async () => undefined };
const broken: HealthCheck = {
  name: 'mongodb',
  timeout: 1_000,
  run: () => Promise.reject(new Error('mongodb://secret@host')),
};

it('is ready when every check works', async () => {
  const { status, body } = await withChecks([working], (ready) => ready());
  expect(status).toBe(200);
  expect(body).toEqual({
    status: 'ok',
    checks: [{ name: 'postgres', ok: true, ms: expect.any(Number) }],
    pools: [],
  });
});

it('is not ready when one fails, and says which but not why', async () => {
  const { status, body } = await withChecks([working, broken], (ready) => ready());
  expect(status).toBe(503);
  expect(body).toMatchObject({
    status: 'failing',
    checks: [
      { name: 'postgres', ok: true },
      { name: 'mongodb', ok: false },
    ],
  });
  expect(JSON.stringify(body)).not.toContain('secret');
});

it('is not ready when one throws at once', async () => {
  const throwing: HealthCheck = {
    ...broken,
    run() {
      throw new Error('no driver');
    },
  };
  expect((await withChecks([throwing], (ready) => ready())).status).toBe(503);
});

it('gives a check its time-out and asks a hanging one once', async () => {
  const gate = new Gate();
  let asked = 0;
  const hanging: HealthCheck = {
    name: 'postgres',
    timeout: 50,
    async run() {
      asked += 1;
      await gate.pass();
    },
  };
  await withChecks([hanging], async (ready) => {
    expect((await ready()).status).toBe(503);
    expect((await ready()).status).toBe(503);
    expect(asked).toBe(1);
    gate.open();
    expect((await ready()).status).toBe(200);
    expect(asked).toBe(2);
  });
});

it('tells how the connections are used, whether it is ready or not', async () => {
  const pool = { name: 'main', max: 10, inUse: 10, idle: 0, waiting: 4 };
  for (const check of [working, broken]) {
    const running = await startServer([], { checks: [check], pools: () => [pool] });
    const { body } = await running.call('GET', '/health/ready');
    await running.stop();
    expect(body).toMatchObject({ pools: [pool] });
  }
});

it('is alive whatever its databases do', async () => {
  const running = await startServer([], { checks: [broken] });
  const { status, body } = await running.call('GET', '/health/live');
  await running.stop();
  expect(status).toBe(200);
  expect(body).toEqual({ status: 'ok' });
});
