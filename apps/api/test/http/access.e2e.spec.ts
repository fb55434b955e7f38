import { pino } from 'pino';
import { Unauthenticated, type Actor } from '@2krika/domain';
import { buildServer } from '../../src/http/server/index.js';
import { MemoryIdempotency } from './memory-idempotency.js';
import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { startServer, type RunningServer } from './running-server.js';

const path = `/v1/parcels/${PARCEL_ID}`;
const parsed: string[] = [];
let running: RunningServer;

async function authenticate(token: string): Promise<Actor> {
  parsed.push(token);
  if (token === 'support') return { userId: 'support', permissions: new Set(['orders:cancel'] as const) };
  if (token === 'aline') return { userId: 'aline', permissions: new Set() };
  throw new Unauthenticated();
}

beforeAll(async () => {
  running = await startServer(parcelRoutes(parcelWorld()), { authenticate });
});
beforeEach(() => {
  parsed.length = 0;
});
afterAll(() => running.stop());

describe('a route for signed-in people', () => {
  it.each([
    ['no token', {}],
    ['a token of another kind', { authorization: 'Basic YWxpbmU6eA==' }],
    ['no token after its kind', { authorization: 'Bearer ' }],
    ['two tokens', { authorization: 'Bearer aline aline' }],
    ['a forged token', { authorization: 'Bearer forged' }],
  ])('answers 401 to %s', async (_, headers) => {
    const {
      status,
      headers: answered,
      body,
    } = await running.call('PUT', `${path}/photo`, { headers, body: 'x' });
    expect(status).toBe(401);
    expect(body['code']).toBe('identity.unauthenticated');
    expect(answered.get('www-authenticate')).toBe('Bearer');
  });

  it('lets in whoever has a token', async () => {
    const { status } = await running.call('PUT', `${path}/photo`, { token: 'aline', body: 'x' });
    expect(status).toBe(200);
  });

  it('reads the kind of the token in any case', async () => {
    const headers = { authorization: 'bearer aline' };
    expect((await running.call('PUT', `${path}/photo`, { headers, body: 'x' })).status).toBe(200);
  });

  it('does not read the body of a stranger', async () => {
    const { status } = await running.call('POST', '/v1/parcels', { body: '{' });
    expect(status).toBe(401);
  });
});

describe('a route for staff', () => {
  it('answers 401 without a token, 403 without the permission, and lets in the others', async () => {
    expect((await running.call('DELETE', path)).status).toBe(401);
    const { status, body } = await running.call('DELETE', path, { token: 'aline' });
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'identity.permission_missing', permission: 'orders:cancel' });
    expect((await running.call('DELETE', path, { token: 'support' })).status).toBe(204);
  });

  it('does not read the body of whoever may not', async () => {
    expect((await running.call('DELETE', path, { token: 'aline', body: '{' })).status).toBe(403);
  });

  it('tells nobody but staff whether the thing is there', async () => {
    expect((await running.call('DELETE', '/v1/parcels/1', { token: 'aline' })).status).toBe(403);
    expect((await running.call('DELETE', '/v1/parcels/1', { token: 'support' })).status).toBe(404);
  });
});

describe('a token', () => {
  it('is checked once a request', async () => {
    await running.call('DELETE', path, { token: 'support' });
    await running.call('POST', '/v1/parcels', {
      token: 'aline',
      body: {},
      headers: { 'idempotency-key': 'k' },
    });
    expect(parsed).toEqual(['support', 'aline']);
  });

  it('is not looked at where everybody may come in', async () => {
    expect((await running.call('GET', path, { token: 'forged' })).status).toBe(200);
    expect(parsed).toEqual([]);
  });
});

it('cannot be forgotten: a route that does not say who may call it is not registered', () => {
  const server = buildServer({
    routes: [],
    authenticate,
    idempotency: new MemoryIdempotency(),
    digest: (text) => text,
    logger: pino({ enabled: false }),
    checks: [],
    version: '1',
    documentation: false,
  });
  expect(() => server.get('/open', () => 'anybody')).toThrow('GET /open does not say who may call it.');
});
