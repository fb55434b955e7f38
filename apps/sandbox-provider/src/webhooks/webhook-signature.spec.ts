import { webhookSignature } from './webhook-signature.js';

describe('the signature of a webhook', () => {
  it('is the hex HMAC-SHA256 of time and body', () => {
    // printf '1700000000.{"id":"1"}' | openssl dgst -sha256 -hmac secret
    expect(webhookSignature('secret', 1_700_000_000, '{"id":"1"}')).toBe(
      '086f6aff7bd084c98679825129c5a64dbad88c760016d6d2c0fb123f27951d54',
    );
  });

  it.each([
    ['another secret', 'Secret', 1_700_000_000, '{"id":"1"}'],
    ['another time', 'secret', 1_700_000_001, '{"id":"1"}'],
    ['another body', 'secret', 1_700_000_000, '{"id": "1"}'],
  ])('differs for %s', (_what, secret, timestamp, body) => {
    expect(webhookSignature(secret, timestamp, body)).not.toBe(
      webhookSignature('secret', 1_700_000_000, '{"id":"1"}'),
    );
  });
});
