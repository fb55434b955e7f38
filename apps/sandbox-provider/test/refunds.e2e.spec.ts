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

async function collectionBalance(): Promise<unknown> {
  const { body } = await client.get('/v1/balance');
  return body['balances'];
}

describe('a refund', () => {
  it('gives back a part of what was collected', async () => {
    const collectionReference = await client.paidCollection();
    const reference = randomUUID();
    await expect(client.refund(collectionReference, { reference })).resolves.toMatchObject({
      status: 202,
      body: { reference, collectionReference, status: 'pending', amount: 10_000, currency: 'XAF' },
    });
    await client.settle();
    await expect(client.get(`/v1/refunds/${reference}`)).resolves.toMatchObject({
      status: 200,
      body: { status: 'successful', completedAt: expect.any(String) },
    });
    expect(await collectionBalance()).toMatchObject([{ collection: 40_500 }, { collection: 0 }]);
  });

  it('is at most what was collected and not yet refunded, pending refunds included', async () => {
    const collection = await client.paidCollection();
    await client.refund(collection, { amount: 50_000 });
    await expect(client.refund(collection, { amount: 505 })).resolves.toMatchObject({
      status: 422,
      body: { code: 'amount_exceeds_collection' },
    });
    await expect(client.refund(collection, { amount: 500 })).resolves.toMatchObject({ status: 202 });
  });

  it('never exceeds the collection when fifty are asked at once', async () => {
    const collection = await client.paidCollection();
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.refund(collection)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(45);
    await client.settle();
    expect(await collectionBalance()).toMatchObject([{ collection: 500 }, { collection: 0 }]);
  });

  it.each([
    ['of a collection nobody asked for', () => Promise.resolve(randomUUID()), {}, 'collection_not_found'],
    [
      'of a collection that failed',
      () => client.paidCollection({ msisdn: numberEndingIn('9902') }),
      {},
      'collection_not_successful',
    ],
    [
      'of an amount the channel cannot carry',
      () => client.paidCollection(),
      { amount: 7 },
      'amount_not_chargeable',
    ],
    [
      'with a number ending in 9943',
      () => client.paidCollection({ msisdn: numberEndingIn('9943') }),
      {},
      'number_refused',
    ],
  ])('%s is rejected and not recorded', async (_what, collected, changes, code) => {
    const reference = randomUUID();
    const answer = await client.refund(await collected(), { reference, ...changes });
    expect(answer).toMatchObject({ status: 422, body: { code } });
    await expect(client.get(`/v1/refunds/${reference}`)).resolves.toMatchObject({ status: 404 });
  });

  it('with a number ending in 9940 fails, and the amount can be refunded again', async () => {
    const collection = await client.paidCollection({ msisdn: numberEndingIn('9940') });
    const reference = randomUUID();
    await client.refund(collection, { reference, amount: 50_500 });
    await client.settle();
    await expect(client.get(`/v1/refunds/${reference}`)).resolves.toMatchObject({
      body: { status: 'failed', failureCode: 'refund_refused' },
    });
    expect(await collectionBalance()).toMatchObject([{ collection: 50_500 }, { collection: 0 }]);
    await expect(client.refund(collection, { amount: 50_500 })).resolves.toMatchObject({ status: 202 });
  });

  it('sends its webhooks where its collection did, or where it says', async () => {
    const collection = await client.paidCollection();
    await client.refund(collection);
    await client.settle();
    await client.refund(collection, { callbackUrl: `${sandbox.receiver.url}/refunds` });
    await client.settle();
    expect(sandbox.receiver.received.map(({ event, path }) => [event['type'], path])).toEqual([
      ['collection.updated', '/webhooks'],
      ['refund.updated', '/webhooks'],
      ['refund.updated', '/webhooks/refunds'],
    ]);
  });
});
