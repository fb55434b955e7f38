import { DomainError, StaleVersion, Unavailable, type ErrorKind } from '@2krika/domain';
import { PARCEL_ID, parcelRoutes, parcelWorld } from './parcel-routes.js';
import { exchange } from './raw-connection.js';
import { startServer, tokenOf, type RunningServer } from './running-server.js';

const world = parcelWorld();
const path = `/v1/parcels/${PARCEL_ID}`;
let running: RunningServer;

beforeAll(async () => {
  running = await startServer(parcelRoutes(world));
});
afterEach(() => {
  delete world.read;
});
afterAll(() => running.stop());

async function readFailingWith(error: unknown, headers: Readonly<Record<string, string>> = {}) {
  world.read = async () => {
    throw error;
  };
  return running.call('GET', path, { headers });
}

class Refusal extends DomainError {
  readonly code = 'parcel.refused';

  constructor(readonly kind: ErrorKind) {
    super('Refused, and this says why.', { parcel: PARCEL_ID, status: 200, weight: 5n });
  }
}

describe('a refusal of the domain', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 422],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['rule_violation', 422],
    ['unavailable', 503],
  ])('of kind %s answers %i', async (kind, status) => {
    const answer = await readFailingWith(new Refusal(kind));
    expect(answer.status).toBe(status);
    expect(answer.body['status']).toBe(status);
  });

  it('is a problem with its code, its words and its details', async () => {
    const { headers, body } = await readFailingWith(new Refusal('conflict'));
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Refused, and this says why.',
      code: 'parcel.refused',
      instance: path,
      requestId: headers.get('x-request-id'),
      parcel: PARCEL_ID,
      weight: '5',
    });
  });

  it('says how to sign in when it answers 401', async () => {
    const { headers } = await readFailingWith(new Refusal('unauthenticated'));
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('says when to come back when it answers 503', async () => {
    const { headers, body } = await readFailingWith(
      new Unavailable('PostgreSQL', { cause: new Error('host db-1') }),
    );
    expect(headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(body)).not.toContain('db-1');
  });

  it('for a stale version answers 412 to whoever named a version, 409 to others', async () => {
    const stale = new StaleVersion('parcel', PARCEL_ID);
    expect((await readFailingWith(stale, { 'if-match': '"2"' })).status).toBe(412);
    expect((await readFailingWith(stale)).status).toBe(409);
  });
});

describe('an error nobody foresaw', () => {
  it('answers 500 and tells nothing but the id its log line has', async () => {
    const error = Object.assign(new Error('password=hunter2'), { parameters: ['secret-parameter'] });
    const { status, text, body } = await readFailingWith(error);
    expect(status).toBe(500);
    expect(body['code']).toBe('internal_error');
    expect(text).not.toMatch(/hunter2|secret|Error:|\.ts/);
    const logged = running.logs.find(
      ({ reqId, error: told }) => reqId === body['requestId'] && told !== undefined,
    );
    expect(logged).toMatchObject({ level: 50, error: { type: 'Error', message: 'password=hunter2' } });
    expect(JSON.stringify(running.logs)).not.toContain('secret-parameter');
  });

  it.each([['text'], [null], [{ statusCode: 404 }]])('that is %p answers 500', async (thrown) => {
    expect((await readFailingWith(thrown)).status).toBe(500);
  });

  it('answers 500 even when it brings a status of its own', async () => {
    const { status, text } = await readFailingWith(Object.assign(new Error('inner'), { statusCode: 502 }));
    expect(status).toBe(500);
    expect(text).not.toContain('inner');
  });
});

describe('an address', () => {
  it.each([
    ['/'],
    ['/v1'],
    ['/v1/parcelz'],
    ['/V1/parcels'],
    ['/v1/parcels/'],
    ['/v2/parcels'],
    ['//v1/parcels'],
  ])('%s that nothing lives at answers 404', async (unknown) => {
    const { status, body } = await running.call('GET', unknown);
    expect(status).toBe(404);
    expect(body).toMatchObject({ code: 'not_found', instance: unknown });
  });

  it('that nothing lives at reads no body', async () => {
    const { status } = await running.call('POST', '/nowhere', { body: '{' });
    expect(status).toBe(404);
  });

  it.each([
    ['PUT', '/v1/parcels', 'GET, HEAD, OPTIONS, POST'],
    ['DELETE', '/v1/parcels', 'GET, HEAD, OPTIONS, POST'],
    ['POST', path, 'DELETE, GET, HEAD, OPTIONS, PATCH'],
    ['GET', '/v1/webhooks/parcels', 'OPTIONS, POST'],
    ['HEAD', '/v1/webhooks/parcels', 'OPTIONS, POST'],
    ['PATCH', `${path}/photo`, 'GET, HEAD, OPTIONS, PUT'],
    ['POST', '/health/live', 'GET, HEAD, OPTIONS'],
  ])('answers 405 to %s %s and says what it takes', async (method, known, allow) => {
    const { status, headers, body } = await running.call(method, known);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allow);
    expect(body['code']).toBe(method === 'HEAD' ? undefined : 'method_not_allowed');
  });

  it('answers 405 before it looks at a body', async () => {
    const { status } = await running.call('PUT', '/v1/parcels', { body: '{' });
    expect(status).toBe(405);
  });

  it('answers 405 to TRACE', async () => {
    const answer = await exchange(
      running.port,
      `TRACE ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('tells by OPTIONS what it takes', async () => {
    const { status, headers } = await running.call('OPTIONS', path);
    expect(status).toBe(204);
    expect(headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers HEAD as GET, without the body', async () => {
    const { status, text, headers } = await running.call('HEAD', path);
    expect(status).toBe(200);
    expect(text).toBe('');
    expect(headers.get('etag')).toBe('"3"');
  });

  it.each([['/v1/parcels/%ff'], ['/v1/parcels/%zz']])('%s is malformed', async (malformed) => {
    const { status, headers, body } = await running.call('GET', malformed);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'malformed_path', requestId: headers.get('x-request-id') });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('with a part of 65 characters is too long', async () => {
    const { status, body } = await running.call('GET', `/v1/parcels/${'a'.repeat(65)}`);
    expect(status).toBe(414);
    expect(body['code']).toBe('uri_too_long');
  });
});

describe('every answer', () => {
  it.each([
    ['200', 'GET', path],
    ['204 of OPTIONS', 'OPTIONS', path],
    ['302', 'GET', `${path}/track`],
    ['400', 'GET', '/v1/parcels/%ff'],
    ['401', 'DELETE', path],
    ['404', 'GET', '/nowhere'],
    ['405', 'PUT', '/v1/parcels'],
    ['422', 'GET', '/v1/parcels?x=1'],
  ])('%s has the security headers and the id of the request', async (_, method, address) => {
    const { headers } = await running.call(method, address);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
  });

  it('has an id of its own, whatever the sender says', async () => {
    const { headers } = await running.call('GET', path, {
      headers: { 'x-request-id': 'mine', 'request-id': 'mine' },
    });
    expect(headers.get('x-request-id')).not.toBe('mine');
  });
});

describe('a log line', () => {
  it('has method, route, status and time, and nothing of what was said', async () => {
    const token = tokenOf('canary-user');
    const { headers } = await running.call('PATCH', `${path}?q=canary-query`, {
      token,
      body: { city: 'canary-body' },
      headers: { 'if-match': '"3"', 'user-agent': 'canary-agent' },
    });
    const id = headers.get('x-request-id');
    const lines = running.logs.filter(({ reqId }) => reqId === id);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 30,
      method: 'PATCH',
      route: '/v1/parcels/:id',
      status: 422,
      ms: expect.any(Number),
      msg: 'request',
    });
    expect(JSON.stringify(running.logs)).not.toMatch(new RegExp(`canary|${token}`));
  });
});
