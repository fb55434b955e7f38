import { startHarness, type Harness } from './harness.js';
import { numberEndingIn, WEBHOOK_SECRET, type SandboxClient } from './sandbox-client.js';
import { webhookSignature } from '../src/index.js';
import type { WebhookReceiver } from './webhook-receiver.js';

let sandbox: Harness;
let client: SandboxClient;
let receiver: WebhookReceiver;

beforeEach(async () => {
  sandbox = await startHarness({ webhookRetryMs: 3_600_000 });
  ({ client, receiver } = sandbox);
});
afterEach(() => sandbox.stop());

const events = () => receiver.received.map(({ event }) => event);

describe('a webhook', () => {
  it('tells what the operation has become', async () => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn('9902') });
    const { body } = await client.get(`/v1/collections/${reference}`);
    expect(events()).toEqual([
      {
        id: expect.any(String),
        type: 'collection.updated',
        reference,
        providerRef: body['providerRef'],
        status: 'failed',
        amount: 50_500,
        currency: 'XAF',
        failureCode: 'wrong_pin',
        occurredAt: body['completedAt'],
      },
    ]);
  });

  it('is signed over its time and its raw body', async () => {
    const before = Math.floor(Date.now() / 1000);
    await client.paidCollection();
    const [webhook] = receiver.received;
    const timestamp = Number(webhook?.headers['x-sandbox-timestamp']);
    expect(timestamp).toBeGreaterThanOrEqual(before);
    expect(timestamp).toBeLessThanOrEqual(Date.now() / 1000);
    expect(webhook?.headers['x-sandbox-signature']).toBe(
      webhookSignature(WEBHOOK_SECRET, timestamp, webhook?.rawBody ?? ''),
    );
  });

  it.each([500, 404, 301, 'cut'] as const)(
    'answered with %s is sent again as it was, until it is accepted',
    async (status) => {
      receiver.answerWith(status, status);
      await client.paidCollection();
      await expect(client.settle()).resolves.toMatchObject({ body: { settled: 0, waitingWebhooks: 1 } });
      await expect(client.settle()).resolves.toMatchObject({ body: { waitingWebhooks: 0 } });
      await client.settle();
      const [first, ...others] = receiver.received.map(({ rawBody }) => rawBody);
      expect(others).toEqual([first, first]);
    },
  );

  it('is given up after five attempts', async () => {
    receiver.answerWith(500, 500, 500, 500, 500);
    await client.paidCollection();
    for (let attempt = 2; attempt <= 4; attempt += 1) {
      await expect(client.settle()).resolves.toMatchObject({ body: { waitingWebhooks: 1 } });
    }
    await expect(client.settle()).resolves.toMatchObject({ body: { waitingWebhooks: 0 } });
    await client.settle();
    expect(receiver.received).toHaveLength(5);
  });

  it('is sent again by itself, later each time', async () => {
    const eager = await startHarness({ webhookRetryMs: 1 });
    try {
      eager.receiver.answerWith(500, 500);
      await eager.client.paidCollection();
      await eager.receiver.count(3);
      await expect(eager.client.settle()).resolves.toMatchObject({ body: { waitingWebhooks: 0 } });
      expect(eager.receiver.received).toHaveLength(3);
    } finally {
      await eager.stop();
    }
  });

  it('that is not answered in time is an attempt that failed', async () => {
    const hasty = await startHarness({ webhookRetryMs: 3_600_000, webhookTimeoutMs: 500 });
    try {
      hasty.receiver.answerWith('never');
      await hasty.client.paidCollection();
      await expect(hasty.client.settle()).resolves.toMatchObject({ body: { waitingWebhooks: 0 } });
      expect(hasty.receiver.received).toHaveLength(2);
    } finally {
      await hasty.stop();
    }
  });

  it('tells of a late success and of a return', async () => {
    const collection = await client.paidCollection({ msisdn: numberEndingIn('9906') });
    await client.post(`/v1/sandbox/late-success/${collection}`);
    const { body } = await client.payOut();
    await client.settle();
    await client.post(`/v1/sandbox/return/${String(body['reference'])}`);
    await client.settle();
    expect(events()).toMatchObject([
      { type: 'collection.updated', status: 'expired' },
      { type: 'collection.updated', status: 'successful' },
      { type: 'payout.updated', status: 'successful' },
      { type: 'payout.updated', status: 'returned' },
    ]);
  });
});

describe('the webhook of a number ending in', () => {
  it('9920 is lost: only asking tells', async () => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn('9920') });
    await client.settle();
    expect(events()).toEqual([]);
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
      body: { status: 'successful' },
    });
  });

  it('9921 comes twice with one event id', async () => {
    await client.paidCollection({ msisdn: numberEndingIn('9921') });
    const [first, second, ...others] = events();
    expect(first).toMatchObject({ status: 'successful' });
    expect(second).toEqual(first);
    expect(others).toEqual([]);
  });

  it('9922 comes before the request is answered', async () => {
    const answer = await client.collect({ msisdn: numberEndingIn('9922') });
    expect(events()).toMatchObject([{ status: 'successful' }]);
    expect(answer).toMatchObject({ status: 202, body: { status: 'pending' } });
  });

  it('9923 is followed by an older one that says it failed, which it has not', async () => {
    const reference = await client.paidCollection({ msisdn: numberEndingIn('9923') });
    const [first, stale, ...others] = events();
    expect(first).toMatchObject({ status: 'successful' });
    expect(stale).toMatchObject({ reference, status: 'failed', failureCode: 'limit_reached' });
    expect(stale?.['id']).not.toBe(first?.['id']);
    expect(String(stale?.['occurredAt']) <= String(first?.['occurredAt'])).toBe(true);
    expect(others).toEqual([]);
    await expect(client.get(`/v1/collections/${reference}`)).resolves.toMatchObject({
      body: { status: 'successful' },
    });
  });
});
