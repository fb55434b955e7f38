import { randomUUID } from 'node:crypto';
import { startHarness, type Harness } from './harness.js';
import { numberEndingIn, type SandboxClient } from './sandbox-client.js';

let sandbox: Harness;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startHarness({ startingFloat: 100_000 });
  ({ client } = sandbox);
});
afterEach(() => sandbox.stop());

async function disbursementOfXaf(): Promise<unknown> {
  const { body } = await client.get('/v1/balance');
  const balances = body['balances'];
  return Array.isArray(balances) ? balances[0] : undefined;
}

async function settledPayout(suffix: string): Promise<string> {
  const reference = randomUUID();
  await client.payOut({ reference, msisdn: numberEndingIn(suffix) });
  await client.settle();
  return reference;
}

describe('a payout', () => {
  it('is accepted as pending, takes its amount from the float, then succeeds', async () => {
    const reference = randomUUID();
    await expect(client.payOut({ reference })).resolves.toMatchObject({
      status: 202,
      body: { reference, providerRef: expect.any(String), status: 'pending', amount: 42_500 },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 57_500 });
    await client.settle();
    await expect(client.get(`/v1/payouts/${reference}`)).resolves.toMatchObject({
      status: 200,
      body: { status: 'successful', completedAt: expect.any(String) },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 57_500 });
  });

  it.each([
    ['9903', 'limit_reached'],
    ['9905', 'not_registered'],
    ['9907', 'payee_unavailable'],
  ])('to a number ending in %s fails with %s and gives the amount back', async (suffix, failureCode) => {
    const reference = await settledPayout(suffix);
    await expect(client.get(`/v1/payouts/${reference}`)).resolves.toMatchObject({
      body: { status: 'failed', failureCode },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 100_000 });
  });

  it('to a number ending in 9908 succeeds and comes back later', async () => {
    const reference = await settledPayout('9908');
    await expect(client.get(`/v1/payouts/${reference}`)).resolves.toMatchObject({
      body: { status: 'successful' },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 57_500 });
    await client.settle();
    await expect(client.get(`/v1/payouts/${reference}`)).resolves.toMatchObject({
      body: { status: 'returned' },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 100_000 });
    expect(sandbox.receiver.received.map(({ event }) => event['status'])).toEqual(['successful', 'returned']);
  });

  it('that succeeded can be returned, once', async () => {
    const reference = await settledPayout('0002');
    await expect(client.post(`/v1/sandbox/return/${reference}`)).resolves.toMatchObject({
      status: 200,
      body: { status: 'returned' },
    });
    await expect(client.post(`/v1/sandbox/return/${reference}`)).resolves.toMatchObject({
      status: 409,
      body: { code: 'not_successful' },
    });
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 100_000 });
  });

  it('over the float is rejected and not recorded', async () => {
    const reference = randomUUID();
    await expect(client.payOut({ reference, amount: 100_005 })).resolves.toMatchObject({
      status: 422,
      body: { code: 'insufficient_balance' },
    });
    await expect(client.get(`/v1/payouts/${reference}`)).resolves.toMatchObject({ status: 404 });
  });

  it('never takes the float below zero when fifty are asked at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.payOut({ amount: 30_000 })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(await disbursementOfXaf()).toMatchObject({ disbursement: 10_000 });
  });

  it('without a callback URL sends no webhook', async () => {
    await expect(client.payOut({ callbackUrl: undefined })).resolves.toMatchObject({ status: 202 });
    await expect(client.settle()).resolves.toMatchObject({ body: { settled: 1, waitingWebhooks: 0 } });
    expect(sandbox.receiver.received).toEqual([]);
  });
});
