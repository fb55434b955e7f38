import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { startServer, type RunningServer } from './running-server.js';

const path = `/v1/parcels/${PARCEL_ID}`;
const listed = 'https://app.example';
let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(parcelWorld()), { allowedOrigins: [listed] });
});
afterAll(() => running.stop());

it('scripts of a listed origin may read answers, refusals too', async () => {
  for (const address of [path, '/nowhere']) {
    const { headers } = await running.call('GET', address, { headers: { origin: listed } });
    expect(headers.get('access-control-allow-origin')).toBe(listed);
    expect(headers.get('access-control-expose-headers')).toContain('idempotent-replayed');
    expect(headers.get('vary')).toBe('origin');
  }
});

it('a preflight tells methods and headers', async () => {
  const { status, headers } = await running.call('OPTIONS', path, {
    headers: { origin: listed, 'access-control-request-method': 'PATCH' },
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-methods')).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
  expect(headers.get('access-control-allow-headers')).toContain('idempotency-key');
});

it.each([['https://evil.example'], ['https://app.example.evil.example'], ['http://app.example'], ['null']])(
  'the origin %s may not',
  async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await running.call(method, path, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-methods')).toBeNull();
    }
  },
);

it('cookies are never let in', async () => {
  const { headers } = await running.call('GET', path, { headers: { origin: listed } });
  expect(headers.get('access-control-allow-credentials')).toBeNull();
});
