import { randomUUID } from 'node:crypto';
import { CHANNELS, SCENARIOS } from '../src/index.js';
import { startHarness, type Harness } from './harness.js';
import { API_KEY, type SandboxClient } from './sandbox-client.js';

let sandbox: Harness;
let client: SandboxClient;

beforeAll(async () => {
  sandbox = await startHarness();
  ({ client } = sandbox);
});
afterAll(() => sandbox.stop());

describe('a collection request', () => {
  it.each([
    { reference: undefined },
    { reference: 'order-1' },
    { reference: randomUUID().toUpperCase() },
    { amount: '50500' },
    { amount: 50.5 },
    { amount: 0 },
    { amount: -5 },
    { amount: 1e300 },
    { amount: true },
    { currency: 'EUR' },
    { currency: 'xaf' },
    { channel: '' },
    { msisdn: '+237670000001' },
    { msisdn: 237670000001 },
    { msisdn: '0670000001' },
    { description: '' },
    { description: 'x'.repeat(141) },
    { callbackUrl: undefined },
    { callbackUrl: 'webhooks' },
    { callbackUrl: 'file:///etc/passwd' },
    { surprise: 1 },
  ])('with %j is answered with 400', async (changes) => {
    await expect(client.collect(changes)).resolves.toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  it.each([
    [{ channel: 'mtn_xx' }, 'channel_unknown'],
    [{ currency: 'XOF' }, 'currency_not_of_channel'],
    [{ msisdn: '237690000001' }, 'msisdn_not_of_channel'],
    [{ amount: 95 }, 'amount_out_of_range'],
    [{ amount: 10_001 }, 'amount_not_chargeable'],
  ])('with %j is answered with 422 and not recorded', async (changes, code) => {
    const reference = randomUUID();
    await expect(client.collect({ reference, ...changes })).resolves.toMatchObject({
      status: 422,
      body: { code },
    });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({ status: 404 });
  });

  it.each(['{', '', 'null', '[]', '"text"', '5', '{"__proto__":{}}'])(
    'of the text %j is answered with 400',
    async (text) => {
      await expect(client.post('/v1/collections', text)).resolves.toMatchObject({ status: 400 });
    },
  );

  it('over 64 KiB is answered with 413', async () => {
    await expect(client.collect({ description: 'x'.repeat(65_536) })).resolves.toMatchObject({ status: 413 });
  });

  it('that is not JSON is answered with 415', async () => {
    const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'text/xml' };
    await expect(
      client.send('/v1/collections', { method: 'POST', headers, body: '<collection/>' }),
    ).resolves.toMatchObject({ status: 415 });
  });
});

describe('an unknown', () => {
  it.each([
    ['collection', `/v1/collections/${randomUUID()}`, 404],
    ['refund', `/v1/refunds/${randomUUID()}`, 404],
    ['payout', `/v1/payouts/${randomUUID()}`, 404],
    ['form of reference', '/v1/collections/1', 400],
    ['route', '/v1/collection', 404],
  ])('%s is answered with a problem', async (_what, path, status) => {
    await expect(client.get(path)).resolves.toEqual({
      status,
      body: { status, code: expect.any(String), detail: expect.any(String) },
    });
  });

  it.each([`/v1/sandbox/late-success/${randomUUID()}`, `/v1/sandbox/return/${randomUUID()}`])(
    'reference cannot be controlled: %s',
    async (path) => {
      await expect(client.post(path)).resolves.toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );
});

describe('a request without the right key', () => {
  const routes = [
    ['POST', '/v1/collections'],
    ['POST', '/v1/refunds'],
    ['POST', '/v1/payouts'],
    ['GET', `/v1/collections/${randomUUID()}`],
    ['GET', `/v1/refunds/${randomUUID()}`],
    ['GET', `/v1/payouts/${randomUUID()}`],
    ['GET', '/v1/balance'],
    ['GET', '/v1/channels'],
    ['GET', '/v1/scenarios'],
    ['POST', '/v1/sandbox/settle'],
    ['POST', `/v1/sandbox/late-success/${randomUUID()}`],
    ['POST', `/v1/sandbox/return/${randomUUID()}`],
  ] as const;

  it.each(routes)('%s %s is answered with 401', async (method, path) => {
    for (const authorization of [undefined, API_KEY, `Bearer ${API_KEY}x`, `Basic ${API_KEY}`]) {
      const headers = authorization === undefined ? {} : { authorization };
      await expect(client.send(path, { method, headers })).resolves.toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
    }
  });

  it('learns that the operator is alive', async () => {
    await expect(client.send('/health/live', {})).resolves.toEqual({ status: 200, body: { status: 'ok' } });
  });
});

describe('the operator', () => {
  it('lists its channels', async () => {
    await expect(client.get('/v1/channels')).resolves.toEqual({ status: 200, body: { channels: CHANNELS } });
  });

  it('lists its scenarios', async () => {
    const scenarios = SCENARIOS.map(({ name, suffix, appliesTo, summary }) => ({
      name,
      suffix,
      appliesTo,
      summary,
    }));
    await expect(client.get('/v1/scenarios')).resolves.toEqual({ status: 200, body: { scenarios } });
  });
});
