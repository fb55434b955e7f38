import { FakeClock, inMemoryStorage, race, SequentialIds, TEST_EPOCH } from '@2krika/domain/testing';
import { ProviderUnknown, WebhookSignatureInvalid, WebhookUnreadable } from '../model/webhook-event.js';
import { WebhookReader } from '../ports/webhook-reader.js';
import { ReceiveWebhook } from './receive-webhook.js';

/** Believes the secret `good`; the body is the event's key. */
class PlainReader extends WebhookReader {
  read(provider: string, headers: { readonly [name: string]: string }, rawBody: Uint8Array) {
    if (provider !== 'sandbox') throw new ProviderUnknown(provider);
    if (headers['x-signature'] !== 'good') throw new WebhookSignatureInvalid(provider);
    if (rawBody.length === 0) throw new WebhookUnreadable(provider);
    return { eventKey: String.fromCodePoint(...rawBody), subject: 'payment', reference: 'r-1' } as const;
  }
}

describe('ReceiveWebhook', () => {
  function setUp() {
    const { webhookInbox: inbox } = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const receive = new ReceiveWebhook(inbox, new PlainReader(), new SequentialIds(), clock);
    return { receive, stored: async () => (await inbox.claim(clock.now(), 100)).map(({ unit }) => unit) };
  }

  const webhook = {
    provider: 'sandbox',
    headers: { 'x-signature': 'good', 'user-agent': 'sandbox/1' },
    rawBody: new Uint8Array([101, 49]),
  };

  it('stores what it received and what it says', async () => {
    const { receive, stored } = setUp();
    await receive.execute(webhook);
    expect(await stored()).toEqual([
      {
        ...webhook,
        id: '019b0000-0000-7000-8000-000000000001',
        ...{ eventKey: 'e1', subject: 'payment', reference: 'r-1', receivedAt: TEST_EPOCH },
      },
    ]);
  });

  it('stores once what is sent twenty times at once', async () => {
    const { receive, stored } = setUp();
    expect((await race(20, () => receive.execute(webhook))).lost).toEqual([]);
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    ['of a provider nobody knows', { provider: 'unknown' }, ProviderUnknown],
    ['with a wrong signature', { headers: { 'x-signature': 'bad' } }, WebhookSignatureInvalid],
    ['without a signature', { headers: {} }, WebhookSignatureInvalid],
    ['that cannot be read', { rawBody: new Uint8Array() }, WebhookUnreadable],
  ])('refuses a webhook %s and stores nothing', async (_, fault, refusal) => {
    const { receive, stored } = setUp();
    await expect(receive.execute({ ...webhook, ...fault })).rejects.toThrow(refusal);
    expect(await stored()).toEqual([]);
  });
});
