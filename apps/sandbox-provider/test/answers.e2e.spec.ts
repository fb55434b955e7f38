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

/** The request of each kind with this number, ready to be sent, and where its state is read. */
async function requestOf(kind: string, suffix: string) {
  const reference = randomUUID();
  const msisdn = numberEndingIn(suffix);
  switch (kind) {
    case 'collection':
      return { path: '/v1/collections', body: client.collection({ reference, msisdn }), reference };
    case 'payout':
      return { path: '/v1/payouts', body: client.payout({ reference, msisdn }), reference };
    default: {
      const collectionReference = await client.paidCollection({ msisdn });
      return { path: '/v1/refunds', body: { reference, collectionReference, amount: 10_000 }, reference };
    }
  }
}

describe('a request that is never answered', () => {
  let patience: AbortController;

  beforeEach(() => {
    patience = new AbortController();
  });

  it.each([
    ['collection', '9911', 'successful'],
    ['collection', '9912', 'failed'],
    ['payout', '9911', 'successful'],
    ['payout', '9912', 'failed'],
    ['refund', '9941', 'successful'],
    ['refund', '9942', 'failed'],
  ])('for a %s with a number ending in %s is recorded and becomes %s', async (kind, suffix, status) => {
    const { path, body, reference } = await requestOf(kind, suffix);
    const unanswered = client.post(path, body, patience.signal).catch((error: unknown) => error);
    await client.untilKnown(`${path}/${reference}`);
    await client.settle();
    await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({ body: { status } });
    patience.abort();
    await expect(unanswered).resolves.toMatchObject({ name: 'AbortError' });
  });

  it('is answered when it is sent again', async () => {
    const { path, body, reference } = await requestOf('collection', '9911');
    const unanswered = client.post(path, body, patience.signal).catch((error: unknown) => error);
    await client.untilKnown(`${path}/${reference}`);
    await expect(client.post(path, body)).resolves.toMatchObject({
      status: 200,
      body: { status: 'pending' },
    });
    patience.abort();
    await expect(unanswered).resolves.toMatchObject({ name: 'AbortError' });
  });

  it('is cut off after the longest time the operator holds it', async () => {
    const brief = await startHarness({ holdMs: 1 });
    try {
      await expect(brief.client.collect({ msisdn: numberEndingIn('9911') })).rejects.toThrow('fetch failed');
    } finally {
      await brief.stop();
    }
  });

  it('does not keep the operator from stopping', async () => {
    const other = await startHarness();
    const reference = randomUUID();
    const unanswered = other.client
      .collect({ reference, msisdn: numberEndingIn('9911') })
      .catch((error: unknown) => error);
    await other.client.untilKnown(`/v1/collections/${reference}`);
    await other.stop();
    await expect(unanswered).resolves.toMatchObject({ message: 'fetch failed' });
  });
});

describe('a request that is answered with an error', () => {
  it.each(['collection', 'payout'])('422 for a %s is definitive, however often it is sent', async (kind) => {
    const { path, body, reference } = await requestOf(kind, '9910');
    for (let time = 1; time <= 2; time += 1) {
      await expect(client.post(path, body)).resolves.toMatchObject({
        status: 422,
        body: { code: 'number_refused' },
      });
    }
    await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({ status: 404 });
  });

  it.each(['collection', 'payout'])(
    '500 before a %s is recorded leaves it unknown until it is sent again',
    async (kind) => {
      const { path, body, reference } = await requestOf(kind, '9913');
      await expect(client.post(path, body)).resolves.toMatchObject({
        status: 500,
        body: { code: 'internal_error' },
      });
      await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({ status: 404 });
      await client.settle();
      await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({ status: 404 });

      await expect(client.post(path, body)).resolves.toMatchObject({
        status: 202,
        body: { status: 'pending' },
      });
      await client.settle();
      await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({
        body: { status: 'successful' },
      });
    },
  );

  it.each(['collection', 'payout'])(
    '500 after a %s is recorded does not keep it from succeeding',
    async (kind) => {
      const { path, body, reference } = await requestOf(kind, '9914');
      await expect(client.post(path, body)).resolves.toMatchObject({
        status: 500,
        body: { code: 'internal_error' },
      });
      await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({
        body: { status: 'pending' },
      });
      await client.settle();
      await expect(client.get(`${path}/${reference}`)).resolves.toMatchObject({
        body: { status: 'successful' },
      });
    },
  );
});

describe('a reference', () => {
  it.each(['collection', 'payout', 'refund'])(
    'has one effect when a %s is sent fifty times at once',
    async (kind) => {
      const { path, body } = await requestOf(kind, '0001');
      const answers = await Promise.all(Array.from({ length: 50 }, () => client.post(path, body)));
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
      expect(new Set(answers.map((answer) => answer.body['providerRef'])).size).toBe(1);
      await expect(client.settle()).resolves.toMatchObject({ body: { settled: 1 } });
    },
  );

  it.each(['collection', 'payout', 'refund'])(
    'sent again tells the present state of the %s',
    async (kind) => {
      const { path, body, reference } = await requestOf(kind, '0001');
      await client.post(path, body);
      await client.settle();
      const state = await client.get(`${path}/${reference}`);
      expect(state).toMatchObject({ status: 200, body: { status: 'successful' } });
      await expect(client.post(path, body)).resolves.toEqual(state);
      await expect(client.settle()).resolves.toMatchObject({ body: { settled: 0 } });
    },
  );

  it.each(['collection', 'payout', 'refund'])(
    'sent again for another %s is refused and changes nothing',
    async (kind) => {
      const { path, body, reference } = await requestOf(kind, '0001');
      const accepted = await client.post(path, body);
      await expect(client.post(path, { ...body, amount: 5_000 })).resolves.toMatchObject({
        status: 409,
        body: { code: 'reference_reused' },
      });
      await expect(client.get(`${path}/${reference}`)).resolves.toEqual({ ...accepted, status: 200 });
    },
  );

  it('stands for one operation of each kind', async () => {
    const reference = randomUUID();
    await expect(client.collect({ reference })).resolves.toMatchObject({ status: 202 });
    await expect(client.payOut({ reference })).resolves.toMatchObject({ status: 202 });
  });
});
