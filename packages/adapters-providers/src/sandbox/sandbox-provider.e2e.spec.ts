import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Money, Unavailable } from '@2krika/domain';
import { anId, paymentProviderContract } from '@2krika/domain/testing';
import { createSandboxProvider, type SandboxProvider } from '@2krika/sandbox-provider';
import { SandboxClient } from './sandbox-client.js';
import { SandboxPaymentProvider } from './sandbox-payment-provider.js';
import { SandboxPayoutProvider } from './sandbox-payout-provider.js';

const API_KEY = 'an-api-key-of-tests';
const CALLBACK = 'http://127.0.0.1:9/webhooks';
const XAF = Money.of(10_000n, 'XAF');

describe('the sandbox operator over HTTP', () => {
  let operator: SandboxProvider;
  let url: string;

  beforeAll(async () => {
    operator = createSandboxProvider({ apiKey: API_KEY, webhookSecret: 'a-webhook-secret', delayMs: 60_000 });
    url = await operator.start();
  });

  afterAll(() => operator.stop());

  const client = (options: { timeout?: number; url?: string } = {}) =>
    new SandboxClient({ url, apiKey: API_KEY, callbackUrl: CALLBACK, ...options });

  const settle = async () => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    await fetch(new URL('/v1/sandbox/settle', url), { method: 'POST', headers });
  };

  paymentProviderContract(() =>
    Promise.resolve({
      provider: new SandboxPaymentProvider(client()),
      payers: { confirming: '+237670000001', broke: '+237670009901', refused: '+237670009910' },
      settle,
    }),
  );

  it('pays out, and tells when what was paid came back', async () => {
    const payouts = new SandboxPayoutProvider(client());
    const reference = anId();
    const request = {
      reference,
      amount: XAF,
      channel: 'mtn_cm',
      msisdn: '+237670009908',
      description: '2KRIKA',
    };
    expect(await payouts.fetchStatus(reference)).toEqual({ kind: 'absent' });
    expect((await payouts.initiate(request)).kind).toBe('accepted');
    expect(await payouts.fetchStatus(reference)).toEqual({ kind: 'pending' });
    await settle();
    expect(await payouts.fetchStatus(reference)).toMatchObject({ kind: 'succeeded', amount: 10_000n });
    await settle();
    expect(await payouts.fetchStatus(reference)).toMatchObject({ kind: 'returned', amount: 10_000n });
  });

  it('tells why a payout failed', async () => {
    const payouts = new SandboxPayoutProvider(client());
    const reference = anId();
    await payouts.initiate({
      reference,
      amount: XAF,
      channel: 'mtn_cm',
      msisdn: '+237670009907',
      description: '2KRIKA',
    });
    await settle();
    expect(await payouts.fetchStatus(reference)).toMatchObject({ kind: 'failed', code: 'payee_unavailable' });
  });

  it.each([
    ['does not answer', '9911'],
    ['answers 500 before it recorded anything', '9913'],
    ['answers 500 after it recorded it', '9914'],
  ])('calls it ambiguous that the operator %s', async (_, digits) => {
    const payments = new SandboxPaymentProvider(client({ timeout: 200 }));
    const outcome = await payments.initiate({
      reference: anId(),
      amount: XAF,
      channel: 'mtn_cm',
      msisdn: `+23767000${digits}`,
      description: '2KRIKA',
    });
    expect(outcome.kind).toBe('ambiguous');
  });

  it('says that it cannot be asked when nobody listens', async () => {
    const payments = new SandboxPaymentProvider(client({ url: 'http://127.0.0.1:9' }));
    await expect(payments.fetchStatus(anId())).rejects.toThrow(Unavailable);
    await expect(payments.fetchRefundStatus(anId())).rejects.toThrow(Unavailable);
  });

  describe('an operator that lies', () => {
    let liar: Server;
    let answer: { status: number; body: string; location?: string };

    beforeAll(async () => {
      liar = createServer((_, response) => {
        response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
        response.end(answer.body);
      });
      await new Promise<void>((listening) => liar.listen(0, '127.0.0.1', listening));
    });

    afterAll(() => new Promise((closed) => liar.close(closed)));

    const asked = () => {
      const { port } = liar.address() as AddressInfo;
      return new SandboxPaymentProvider(client({ url: `http://127.0.0.1:${port}` }));
    };

    it.each([
      ['no JSON', 200, '<html>'],
      [
        'an amount that is a text',
        200,
        '{"providerRef":"r","status":"successful","amount":"5","currency":"XAF"}',
      ],
      ['half a franc', 200, '{"providerRef":"r","status":"successful","amount":0.5,"currency":"XAF"}'],
      ['a status nobody documented', 200, '{"providerRef":"r","status":"paid","amount":5,"currency":"XAF"}'],
      ['an endless answer', 200, JSON.stringify({ providerRef: 'x'.repeat(100_000) })],
      ['a fault', 500, '{}'],
      ['nothing', 200, ''],
    ])('believes nothing of %s', async (_, status, body) => {
      answer = { status, body };
      await expect(asked().fetchStatus(anId())).rejects.toThrow(Unavailable);
    });

    it('does not follow where it points, and calls that ambiguous', async () => {
      answer = { status: 307, body: '', location: `${url}/v1/collections` };
      const request = {
        reference: anId(),
        amount: XAF,
        channel: 'mtn_cm',
        msisdn: '+237670000001',
        description: '',
      };
      expect((await asked().initiate(request)).kind).toBe('ambiguous');
      answer = { status: 202, body: '{}' };
      expect((await asked().initiate(request)).kind).toBe('ambiguous');
    });
  });
});
