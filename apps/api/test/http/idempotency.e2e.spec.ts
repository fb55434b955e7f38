import { DomainError } from '@2krika/domain';
import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { Gate } from './gate.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const world = parcelWorld();
const parcel = { title: 'Books', price: 10, to: { city: 'Douala' }, items: [] };
let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(world));
});
afterEach(() => {
  delete world.send;
  world.sent = 0;
});
afterAll(() => running.stop());

interface Sending {
  readonly body?: unknown;
  readonly user?: string;
  readonly path?: string;
}

async function send(key: string, { body = parcel, user = 'aline', path = '/v1/parcels' }: Sending = {}) {
  return running.call('POST', path, { token: tokenOf(user), body, headers: { 'idempotency-key': key } });
}

it('a request without a key is refused', async () => {
  const { status, body } = await running.call('POST', '/v1/parcels', {
    token: tokenOf('aline'),
    body: parcel,
  });
  expect(status).toBe(400);
  expect(body['code']).toBe('idempotency_key_missing');
});

it.each([[''], ['with space'], ['é'], ['x'.repeat(256)]])('the key %p is refused', async (key) => {
  const { status, body } = await send(key);
  expect(status).toBe(400);
  expect(body['code']).toBe('idempotency_key_invalid');
});

it('a repeat is answered as the first was, and says so', async () => {
  const first = await send('repeat');
  const second = await send('repeat');
  expect(first.status).toBe(201);
  expect(second.status).toBe(201);
  expect(second.text).toBe(first.text);
  expect(second.headers.get('location')).toBe(first.headers.get('location'));
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(world.sent).toBe(1);
});

it('a repeat in another spelling is the same request', async () => {
  await send('spelling');
  const { items, to, price, title } = parcel;
  const { status, headers } = await send('spelling', {
    body: JSON.stringify({ items, to, price, title }, null, 2),
  });
  expect(status).toBe(201);
  expect(headers.get('idempotent-replayed')).toBe('true');
});

it('a key used for another body is refused', async () => {
  await send('other-body');
  const { status, body } = await send('other-body', { body: { ...parcel, price: 11 } });
  expect(status).toBe(422);
  expect(body['code']).toBe('idempotency.key_reused');
  expect(world.sent).toBe(1);
});

it('a key used for another resource is refused', async () => {
  const [one, other] = [PARCEL_ID, PARCEL_ID.replace('0', '1')].map((id) => `/v1/parcels/${id}/return`);
  expect((await send('other-path', { path: String(one), body: {} })).status).toBe(204);
  const { status, body } = await send('other-path', { path: String(other), body: {} });
  expect(status).toBe(422);
  expect(body['code']).toBe('idempotency.key_reused');
});

it('a repeat of what answers nothing answers nothing again', async () => {
  const path = `/v1/parcels/${PARCEL_ID}/return`;
  await send('nothing', { path, body: {} });
  const { status, text, headers } = await send('nothing', { path, body: {} });
  expect([status, text]).toEqual([204, '']);
  expect(headers.get('idempotent-replayed')).toBe('true');
});

it('keys of two users never meet', async () => {
  await send('shared');
  const { headers } = await send('shared', { user: 'boris' });
  expect(headers.get('idempotent-replayed')).toBeNull();
  expect(world.sent).toBe(2);
});

it('a repeat that comes while the first runs is told so', async () => {
  const gate = new Gate();
  world.send = () => gate.pass();
  const first = send('racing');
  await gate.reached;
  const second = await send('racing');
  gate.open();
  expect(second.status).toBe(409);
  expect(second.body['code']).toBe('idempotency.in_progress');
  expect((await first).status).toBe(201);
});

it('a refused request leaves no key', async () => {
  class TooHeavy extends DomainError {
    readonly code = 'parcel.too_heavy';
    readonly kind = 'rule_violation';
  }
  world.send = () => Promise.reject(new TooHeavy('Too heavy.'));
  expect((await send('refused')).body['code']).toBe('parcel.too_heavy');
  delete world.send;
  const { status, headers } = await send('refused');
  expect(status).toBe(201);
  expect(headers.get('idempotent-replayed')).toBeNull();
});

it('a request that breaks its form takes no key', async () => {
  expect((await send('malformed', { body: { title: 1 } })).status).toBe(422);
  expect((await send('malformed')).status).toBe(201);
});
