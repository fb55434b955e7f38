import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { RawConnection } from './raw-connection.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const world = parcelWorld();
const photo = `/v1/parcels/${PARCEL_ID}/photo`;
const token = tokenOf('aline');
let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(world));
});
afterAll(() => running.stop());

describe('a raw body', () => {
  it.each([['application/json'], ['application/x-www-form-urlencoded'], ['text/plain; charset=latin1']])(
    'of type %s reaches the handler byte for byte',
    async (type) => {
      const bytes = Buffer.from('{ "a" : 1,\xff\0 }', 'latin1');
      const headers = { 'content-type': type, 'x-signature': 'abc' };
      const { status, body } = await running.call('POST', '/v1/webhooks/parcels', { body: bytes, headers });
      expect(status).toBe(200);
      expect(body).toEqual({ bytes: bytes.length, signature: 'abc' });
      expect(world.asked.at(-1)).toEqual(bytes);
    },
  );

  it('has a limit of its own', async () => {
    expect((await running.call('POST', '/v1/webhooks/parcels', { body: 'x'.repeat(100) })).status).toBe(200);
    expect((await running.call('POST', '/v1/webhooks/parcels', { body: 'x'.repeat(101) })).status).toBe(413);
  });

  it('cannot be left out', async () => {
    const { status, body } = await running.call('POST', '/v1/webhooks/parcels');
    expect(status).toBe(400);
    expect(body['code']).toBe('body_missing');
  });
});

describe('an upload', () => {
  it('reaches the handler whatever its type', async () => {
    const bytes = Buffer.alloc(150_000, 1);
    const { status, body } = await running.call('PUT', photo, {
      token,
      body: bytes,
      headers: { 'content-type': 'image/png' },
    });
    expect(status).toBe(200);
    expect(body['bytes']).toBe(150_000);
  });

  it('at its limit is taken and one byte more is not', async () => {
    expect((await running.call('PUT', photo, { token, body: Buffer.alloc(200_000) })).status).toBe(200);
    const { status, body } = await running.call('PUT', photo, { token, body: Buffer.alloc(200_001) });
    expect(status).toBe(413);
    expect(body['code']).toBe('body_too_large');
  });

  it('that grows over the limit without having said so is refused, and the connection goes on', async () => {
    const connection = await RawConnection.open(running.port);
    const start = [
      `PUT ${photo} HTTP/1.1`,
      'host: test',
      `authorization: Bearer ${token}`,
      'transfer-encoding: chunked',
    ];
    connection.write(`${start.join('\r\n')}\r\n\r\n30D41\r\n${'x'.repeat(200_001)}\r\n`);
    await connection.until('body_too_large');
    expect(connection.received).toMatch(/^HTTP\/1\.1 413 /);
    connection.write(
      `5\r\nxxxxx\r\n0\r\n\r\nGET ${photo} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n`,
    );
    expect(await connection.closed).toContain('first ');
  });

  it('cannot be left out', async () => {
    expect((await running.call('PUT', photo, { token })).body['code']).toBe('body_missing');
  });
});

describe('a download', () => {
  it('is an attachment under its own name and type', async () => {
    const { status, text, headers } = await running.call('GET', photo);
    expect(status).toBe(200);
    expect(text).toBe('first second');
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_t_ _1_.png"; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22.png`,
    );
  });
});

it('a redirect leads elsewhere', async () => {
  const { status, headers } = await running.call('GET', `/v1/parcels/${PARCEL_ID}/track`);
  expect(status).toBe(302);
  expect(headers.get('location')).toBe('https://carrier.example/track?id=1');
});
