import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandboxProvider, FileJournal, JournalCorrupt, MemoryJournal } from '../src/index.js';
import { startHarness, type Harness } from './harness.js';
import { API_KEY, numberEndingIn, WEBHOOK_SECRET } from './sandbox-client.js';
import { startWebhookReceiver } from './webhook-receiver.js';

let folder: string;
let killed: Harness;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-restart-'));
  // Nobody stops it before its successor starts, as when it is killed.
  killed = await startHarness({ journal: new FileJournal(folder), webhookRetryMs: 3_600_000 });
});
afterEach(async () => {
  await killed.stop();
  await rm(folder, { recursive: true });
});

describe('an operator started on the journal of one that was killed', () => {
  let successor: Harness;

  const restart = async () => {
    successor = await startHarness({ journal: new FileJournal(folder) });
    return successor.client;
  };
  afterEach(() => successor.stop());

  it('knows every operation in its state, and the balances', async () => {
    const { client } = killed;
    const collection = await client.paidCollection();
    const refund = await client.refund(collection);
    const payout = await client.payOut();
    const paths = [
      `/v1/collections/${collection}`,
      `/v1/refunds/${String(refund.body['reference'])}`,
      `/v1/payouts/${String(payout.body['reference'])}`,
      '/v1/balance',
    ];
    const before = await Promise.all(paths.map((path) => client.get(path)));
    const again = await restart();
    await expect(Promise.all(paths.map((path) => again.get(path)))).resolves.toEqual(before);
  });

  it('knows a request that is sent again', async () => {
    const request = killed.client.collection();
    const accepted = await killed.client.post('/v1/collections', request);
    const again = await restart();
    await expect(again.post('/v1/collections', request)).resolves.toEqual({ ...accepted, status: 200 });
    await expect(again.post('/v1/collections', { ...request, amount: 5_000 })).resolves.toMatchObject({
      status: 409,
    });
  });

  it('goes on with what was pending', async () => {
    const { body } = await killed.client.collect();
    const again = await restart();
    await expect(again.settle()).resolves.toMatchObject({ body: { settled: 1 } });
    await expect(again.get(`/v1/collections/${String(body['reference'])}`)).resolves.toMatchObject({
      body: { status: 'successful' },
    });
  });

  it('sends the webhooks that were not accepted, as they were, and no others', async () => {
    await killed.client.paidCollection();
    killed.receiver.answerWith(500);
    await killed.client.paidCollection();
    const again = await restart();
    await again.settle();
    const bodies = killed.receiver.received.map(({ rawBody }) => rawBody);
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toBe(bodies[1]);
  });

  it('remembers a request that was answered with an error before it was recorded', async () => {
    const request = killed.client.collection({ msisdn: numberEndingIn('9913') });
    await expect(killed.client.post('/v1/collections', request)).resolves.toMatchObject({ status: 500 });
    const again = await restart();
    await expect(again.post('/v1/collections', request)).resolves.toMatchObject({ status: 202 });
  });
});

describe('an operator', () => {
  it('goes on by itself with what fell due while it was down', async () => {
    const receiver = await startWebhookReceiver();
    const options = {
      apiKey: API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      journal: new MemoryJournal(),
      delayMs: 0,
    };
    // It does not listen, so time does not pass in it.
    const before = createSandboxProvider(options);
    const after = createSandboxProvider(options);
    try {
      const payload = killed.client.collection({ callbackUrl: receiver.url });
      const headers = { authorization: `Bearer ${API_KEY}` };
      const accepted = await before.server.inject({
        method: 'POST',
        url: '/v1/collections',
        headers,
        payload,
      });
      expect(accepted.json()).toMatchObject({ status: 'pending' });
      await before.stop();

      await after.start();
      await receiver.count(1);
      expect(receiver.received[0]?.event).toMatchObject({ status: 'successful' });
    } finally {
      await after.stop();
      await receiver.close();
    }
  });

  it('does not start on a journal it cannot read', async () => {
    await writeFile(join(folder, 'journal.jsonl'), '{"operations":[]}\n{"surprise":[]}\n');
    const provider = createSandboxProvider({
      apiKey: API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      journal: new FileJournal(folder),
    });
    await expect(provider.start()).rejects.toThrow(JournalCorrupt);
  });

  it('does not touch the journal of another that has its port', async () => {
    await killed.client.collect();
    const before = `${await readFile(join(folder, 'journal.jsonl'), 'utf8')}{"operations":`;
    await writeFile(join(folder, 'journal.jsonl'), before);
    const second = createSandboxProvider({
      apiKey: API_KEY,
      webhookSecret: WEBHOOK_SECRET,
      journal: new FileJournal(folder),
      port: Number(new URL(killed.url).port),
    });
    await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(readFile(join(folder, 'journal.jsonl'), 'utf8')).resolves.toBe(before);
  });
});

describe('an operator whose journal can no longer be written', () => {
  class FullDisk extends MemoryJournal {
    isFull = false;

    override flush(): Promise<void> {
      return this.isFull ? Promise.reject(new Error('ENOSPC: no space left on device')) : Promise.resolve();
    }
  }

  it('answers nothing but 503, and tells nobody of what it could not keep', async () => {
    const journal = new FullDisk();
    const sandbox = await startHarness({ journal, delayMs: 0 });
    try {
      journal.isFull = true;
      const reference = randomUUID();
      const unavailable = { status: 503, body: { code: 'journal_unavailable' } };
      await expect(sandbox.client.collect({ reference })).resolves.toMatchObject(unavailable);
      await expect(sandbox.client.get(`/v1/collections/${reference}`)).resolves.toMatchObject(unavailable);
      await expect(sandbox.client.settle()).resolves.toMatchObject(unavailable);
      await expect(sandbox.client.send('/health/live', {})).resolves.toMatchObject(unavailable);
      expect(sandbox.receiver.received).toEqual([]);
    } finally {
      journal.isFull = false;
      await sandbox.stop();
    }
  });
});
