import { parcelRoutes, parcelWorld } from './parcel-routes.js';
import { exchange, RawConnection } from './raw-connection.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(parcelWorld()), {
    limits: {
      headersTimeout: 150,
      requestTimeout: 300,
      checkInterval: 25,
      keepAliveTimeout: 100,
      connections: 20,
    },
  });
});
afterAll(() => running.stop());

function expectProblem(answer: string, status: number, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain('content-type: application/problem+json');
  expect(head).toContain('x-content-type-options: nosniff');
  expect(head).toContain('connection: close');
  expect(JSON.parse(body)).toMatchObject({ status, code });
}

it('headers that do not end are cut off long before a body would be', async () => {
  const patient = await startServer([], {
    limits: { headersTimeout: 150, requestTimeout: 60_000, checkInterval: 25 },
  });
  const answer = await exchange(patient.port, 'GET /health/live HTTP/1.1\r\nhost: x\r\nx-slow: ');
  expectProblem(answer, 408, 'request_timeout');
  await patient.stop();
});

it('a body that does not end is cut off', async () => {
  const answer = await exchange(
    running.port,
    [
      'POST /v1/parcels HTTP/1.1',
      'host: test',
      `authorization: Bearer ${tokenOf('aline')}`,
      'idempotency-key: slow',
      'content-type: application/json',
      'content-length: 100',
      '',
      '{',
    ].join('\r\n'),
  );
  expectProblem(answer, 408, 'request_timeout');
});

it('others are answered while many connections drip', async () => {
  const slow = await Promise.all(Array.from({ length: 10 }, () => RawConnection.open(running.port)));
  for (const connection of slow) connection.write('GET / HTTP/1.1\r\n');
  expect((await running.call('GET', '/health/live')).status).toBe(200);
  await Promise.all(slow.map(({ closed }) => closed));
});

it.each([
  [
    'headers over 16 KiB',
    `GET / HTTP/1.1\r\nhost: x\r\nx-big: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  [
    'an address over 16 KiB',
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['a method that does not exist', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed_request'],
  ['something else than HTTP', '\x16\x03\x01\x02\r\n\r\n', 400, 'malformed_request'],
  [
    'two lengths of one body',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'malformed_request',
  ],
])('%s is refused', async (_, request, status, code) => {
  expectProblem(await exchange(running.port, request), status, code);
});

it('a request without a host is refused', async () => {
  const answer = await exchange(running.port, 'GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

it('an idle connection is closed', async () => {
  const connection = await RawConnection.open(running.port);
  connection.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await connection.closed).toMatch(/^HTTP\/1\.1 200 /);
});

it('a connection over the limit is refused', async () => {
  const held = await Promise.all(Array.from({ length: 20 }, () => RawConnection.open(running.port)));
  const refused = await RawConnection.open(running.port);
  refused.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await refused.closed).toBe('');
  for (const { socket } of held) socket.destroy();
});

it.each([
  ['a stranger is not believed about', [], '127.0.0.1'],
  ['a stranger to the list is not believed about', ['10.0.0.0/8'], '127.0.0.1'],
  ['a listed proxy is believed about', ['127.0.0.0/8'], '203.0.113.7'],
])('%s the address it forwards for', async (_, trustedProxies, ip) => {
  const asked: string[] = [];
  const proxied = await startServer([], {
    trustedProxies,
    configure: (server) => server.addHook('onRequest', async (request) => void asked.push(request.ip)),
  });
  await proxied.call('GET', '/health/live', { headers: { 'x-forwarded-for': '203.0.113.7' } });
  await proxied.stop();
  expect(asked).toEqual([ip]);
});
