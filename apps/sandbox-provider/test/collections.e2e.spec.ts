import { randomUUID } from 'node:crypto';
import { startHarness, type Harness } from './harness.js';
import { numberEndingIn, type SandboxClient } from './sandbox-client.js';

let sandbox: Harness;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startHarness();
  ({ client } = sandbox);
});
afterEach(() => sandbox.stop());

describe('a collection', () => {
  it('is accepted as pending, then succeeds with the amount asked', async () => {
    const reference = randomUUID();
    const accepted = await client.collect({ reference });
    expect(accepted).toEqual({
      status: 202,
      body: {
        reference,
        providerRef: expect.any(String),
        status: 'pending',
        amount: 50_500,
        currency: 'XAF',
        channel: 'mtn_cm',
        msisdn: numberEndingIn('0001'),
        acceptedAt: expect.any(String),
      },
    });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toEqual({ ...accepted, status: 200 });

    await expect(client.settle()).resolves.toMatchObject({ body: { settled: 1, waitingWebhooks: 0 } });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toEqual({
      status: 200,
      body: { ...accepted.body, status: 'successful', fee: 0, completedAt: expect.any(String) },
    });
  });

  it.each([
    ['9901', 'insufficient_funds'],
    ['9902', 'wrong_pin'],
    ['9903', 'limit_reached'],
    ['9904', 'user_cancelled'],
    ['9905', 'not_registered'],
  ])('with a number ending in %s fails with %s', async (suffix, failureCode) => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn(suffix) });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
      body: { status: 'failed', failureCode, failureMessage: expect.any(String), amount: 50_500 },
    });
  });

  it('expires with a number ending in 9906', async () => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn('9906') });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
      body: { status: 'expired' },
    });
  });

  it.each([
    ['9930', { amount: 25_250, currency: 'XAF' }],
    ['9931', { amount: 101_000, currency: 'XAF' }],
    ['9932', { amount: 50_500, currency: 'XOF' }],
  ])('with a number ending in %s is paid as %j', async (suffix, paid) => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn(suffix) });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
      body: { status: 'successful', ...paid },
    });
  });

  it('paid by half stays a multiple of the step, so that it can be given back', async () => {
    const reference = await client.paidCollection({ amount: 105, msisdn: numberEndingIn('9930') });
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({ body: { amount: 50 } });
  });

  it.each(['9902', '9906'])('ending in %s can still succeed late, once', async (suffix) => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn(suffix) });
    const late = await client.post(`/v1/sandbox/late-success/${reference}`);
    expect(late).toMatchObject({ status: 200, body: { status: 'successful', amount: 50_500 } });
    expect(late.body).not.toHaveProperty('failureCode');
    await expect(client.post(`/v1/sandbox/late-success/${reference}`)).resolves.toMatchObject({
      status: 409,
      body: { code: 'not_failed' },
    });
  });

  it('does not succeed late while it is pending', async () => {
    const { body } = await client.collect();
    await expect(client.post(`/v1/sandbox/late-success/${String(body['reference'])}`)).resolves.toMatchObject(
      {
        status: 409,
        body: { code: 'not_failed' },
      },
    );
  });

  it('adds to the collection balance once it succeeds', async () => {
    await client.paidCollection({ msisdn: numberEndingIn('9902') });
    await client.paidCollection();
    await client.collect();
    await expect(client.get('/v1/balance')).resolves.toEqual({
      status: 200,
      body: {
        balances: [
          { currency: 'XAF', collection: 50_500, disbursement: 10_000_000 },
          { currency: 'XOF', collection: 0, disbursement: 10_000_000 },
        ],
      },
    });
  });
});

describe('a collection of an operator that keeps a fee', () => {
  it('tells the fee, rounded up, and adds the rest to the balance', async () => {
    const withFee = await startHarness({ feeBps: 155 });
    try {
      const reference = await withFee.client.paidCollection();
      await expect(withFee.client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
        body: { amount: 50_500, fee: 783 },
      });
      await expect(withFee.client.get('/v1/balance')).resolves.toMatchObject({
        body: { balances: [{ collection: 49_717 }, { collection: 0 }] },
      });
    } finally {
      await withFee.stop();
    }
  });
});

describe('an operator with a short delay', () => {
  it('makes operations final by itself, the slow ones later', async () => {
    const prompt = await startHarness({ delayMs: 1, slowMs: 3_600_000 });
    try {
      const slow = randomUUID();
      await prompt.client.collect({ reference: slow, msisdn: numberEndingIn('9909') });
      await prompt.client.collect();
      await prompt.receiver.count(1);
      expect(prompt.receiver.received[0]?.event).toMatchObject({ status: 'successful' });
      await expect(prompt.client.get(`/v1/collections/${slow}`)).resolves.toMatchObject({
        body: { status: 'pending' },
      });
      await prompt.client.settle();
      await expect(prompt.client.get(`/v1/collections/${slow}`)).resolves.toMatchObject({
        body: { status: 'successful' },
      });
    } finally {
      await prompt.stop();
    }
  });
});
