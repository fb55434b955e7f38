import { ProviderUnknown, WebhookSignatureInvalid, WebhookUnreadable } from '@2krika/domain';
import { webhookSignature } from '@2krika/sandbox-provider';
import { SandboxWebhookReader } from './sandbox-webhook-reader.js';

const SECRET = 'a-webhook-secret';
const NOW = 1_800_000_000;
const ID = '019b0000-0000-7000-8000-000000000001';
const REFERENCE = '019b0000-0000-7000-8000-000000000002';

describe('SandboxWebhookReader', () => {
  const reader = new SandboxWebhookReader(SECRET, () => NOW * 1_000);

  function read(body: string, { timestamp = NOW, secret = SECRET, sent = body } = {}) {
    const signature = webhookSignature(secret, timestamp, body);
    const headers = { 'x-sandbox-timestamp': String(timestamp), 'x-sandbox-signature': signature };
    return reader.read('sandbox', headers, Buffer.from(sent));
  }

  const bodyOf = (type: string) =>
    JSON.stringify({ id: ID, type, reference: REFERENCE, status: 'successful' });

  it.each([
    ['collection.updated', 'payment'],
    ['refund.updated', 'refund'],
    ['payout.updated', 'payout'],
  ])('reads %s as news of a %s', (type, subject) => {
    expect(read(bodyOf(type))).toEqual({ eventKey: ID, subject, reference: REFERENCE });
  });

  it('believes a signature for five minutes, both ways', () => {
    const body = bodyOf('payout.updated');
    expect(() => read(body, { timestamp: NOW - 299 })).not.toThrow();
    expect(() => read(body, { timestamp: NOW + 299 })).not.toThrow();
    expect(() => read(body, { timestamp: NOW - 301 })).toThrow(WebhookSignatureInvalid);
    expect(() => read(body, { timestamp: NOW + 301 })).toThrow(WebhookSignatureInvalid);
  });

  it('refuses another secret, a changed byte, the same JSON written anew, and no signature', () => {
    const body = bodyOf('payout.updated');
    expect(() => read(body, { secret: 'another-secret' })).toThrow(WebhookSignatureInvalid);
    expect(() => read(body, { sent: body.replace('successful', 'successfuL') })).toThrow(
      WebhookSignatureInvalid,
    );
    expect(() => read(body, { sent: JSON.stringify(JSON.parse(body), null, 1) })).toThrow(
      WebhookSignatureInvalid,
    );
    expect(() => reader.read('sandbox', {}, Buffer.from(body))).toThrow(WebhookSignatureInvalid);
    const junk = { 'x-sandbox-timestamp': 'now', 'x-sandbox-signature': 'zz' };
    expect(() => reader.read('sandbox', junk, Buffer.from(body))).toThrow(WebhookSignatureInvalid);
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    bodyOf('somebody.else'),
    JSON.stringify({ id: 1, type: 'payout.updated', reference: REFERENCE }),
    JSON.stringify({ id: ID, type: 'payout.updated', reference: 'x' }),
  ])('cannot read %j, signed or not', (body) => {
    expect(() => read(body)).toThrow(WebhookUnreadable);
  });

  it('knows no other provider', () => {
    expect(() => reader.read('mtn', {}, Buffer.from(''))).toThrow(ProviderUnknown);
  });
});
