import { until } from '@2krika/domain/testing';
import { oneRequest } from '../faults/one-request.js';
import { Gate } from './gate.js';
import { PARCEL_ID, parcelRoutes, parcelWorld, type ParcelWorld } from './parcel-routes.js';
import { RawConnection } from './raw-connection.js';
import { startServer, type RunningServer } from './running-server.js';
import type { Limits } from '../../src/http/server/index.js';

const ask = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`;

async function start(limits: Partial<Limits>, world: ParcelWorld = parcelWorld()): Promise<RunningServer> {
  return startServer(parcelRoutes(world), { limits: { keepAliveTimeout: 60_000, ...limits } });
}

async function untilRefused(port: number): Promise<void> {
  const connection = await RawConnection.open(port).catch(() => null);
  if (!connection) return;
  connection.socket.destroy();
  await connection.closed;
  await untilRefused(port);
}

it('tells that it is not ready while it still answers', async () => {
  const running = await start({ drain: 1_500 });
  const open = await RawConnection.open(running.port);
  open.write(ask('/health/live'));
  await open.until('"ok"');
  const closed = running.stop();
  const ready = await running.call('GET', '/health/ready');
  expect(ready.status).toBe(503);
  expect(ready.body).toEqual({ status: 'closing', checks: [], pools: [] });
  expect(ready.headers.get('connection')).toBe('close');
  expect((await running.call('GET', `/v1/parcels/${PARCEL_ID}`)).status).toBe(200);
  open.write(ask('/health/live'));
  expect(await open.closed).toContain('connection: close');
  await closed;
});

it('loses no request of those who leave when it says so, and is gone in time', async () => {
  const running = await start({ drain: 1_500 });
  const asked = { method: 'GET', headers: {} };
  const answers: (number | string)[] = [];
  const client = async () => {
    while ((await oneRequest(running.url, { ...asked, path: '/health/ready' })) === 200) {
      answers.push(await oneRequest(running.url, { ...asked, path: `/v1/parcels/${PARCEL_ID}` }));
    }
  };
  const clients = Promise.all(Array.from({ length: 20 }, client));
  await until(() => answers.length >= 100);
  const begun = performance.now();
  await Promise.all([running.stop(), clients]);
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(new Set(answers)).toEqual(new Set([200]));
  await untilRefused(running.port);
});

it('ends connections that are kept alive with the answer to what comes on them', async () => {
  const running = await start({ drain: 1_500 });
  const kept = await Promise.all(Array.from({ length: 5 }, () => RawConnection.open(running.port)));
  for (const connection of kept) {
    connection.write(ask('/health/live'));
    await connection.until('"ok"');
  }
  const closed = running.stop();
  for (const connection of kept) connection.write(ask(`/v1/parcels/${PARCEL_ID}`));
  for (const connection of kept) {
    const [, second = ''] = (await connection.closed).split('"ok"}');
    expect(second).toMatch(/^HTTP\/1\.1 200 /);
    expect(second).toContain('connection: close');
  }
  await closed;
});

it('finishes what it was asked before, and says goodbye with it', async () => {
  const gate = new Gate();
  const running = await start({}, { ...parcelWorld(), read: () => gate.pass() });
  const connection = await RawConnection.open(running.port);
  connection.write(ask(`/v1/parcels/${PARCEL_ID}`));
  await gate.reached;
  const closed = running.stop();
  await untilRefused(running.port);
  gate.open();
  const answer = await connection.closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('connection: close');
  await closed;
});

it('does not wait for idle connections', async () => {
  const running = await start({ close: 60_000 });
  const idle = await RawConnection.open(running.port);
  idle.write(ask('/health/live'));
  await idle.until('"ok"');
  await running.stop();
  expect(await idle.closed).toMatch(/^HTTP\/1\.1 200 /);
});

it('cuts what does not end', async () => {
  const running = await start({ close: 100 });
  const silent = await RawConnection.open(running.port);
  // Answered after the other one was accepted, so that closing finds it open.
  await running.call('GET', '/health/live');
  await running.stop();
  expect(await silent.closed).toBe('');
});
