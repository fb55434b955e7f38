import { after, MINUTE, type WebhookEvent, type WebhookInbox } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface WebhookInboxPorts {
  readonly webhookInbox: WebhookInbox;
}

const ALL = 1_000;
const LATER = after(TEST_EPOCH, MINUTE);

function aWebhook(overrides: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    id: anId(),
    provider: 'sandbox',
    eventKey: anId(),
    subject: 'payment',
    reference: anId(),
    headers: { 'x-sandbox-signature': 'abc' },
    // Not UTF-8: the signature is over bytes, whatever they are.
    rawBody: Uint8Array.of(0, 255, 254, 123, 125),
    receivedAt: TEST_EPOCH,
    attempts: 0,
    ...overrides,
  };
}

export function webhookInboxContract(open: Open<WebhookInboxPorts>): void {
  describe('WebhookInbox', () => {
    let inbox: WebhookInbox;

    beforeEach(async () => {
      ({ webhookInbox: inbox } = await open());
    });

    const claimed = async (id: string, now = TEST_EPOCH) =>
      (await inbox.claim(now, ALL)).find((event) => event.id === id);

    it.each(['payment', 'refund', 'payout'] as const)(
      'offers news of a %s as they arrived',
      async (subject) => {
        const event = aWebhook({ subject });
        expect(await inbox.receive(event)).toBe(true);
        expect(await claimed(event.id)).toEqual(event);
      },
    );

    it('stores what a provider sends twice once, and what another sends under the same key too', async () => {
      const event = aWebhook();
      const { won } = await race(20, () => inbox.receive({ ...event, id: anId() }));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await inbox.receive({ ...event, id: anId(), provider: 'mtn' })).toBe(true);
    });

    it('offers each to exactly one of twenty who claim at once', async () => {
      const events = Array.from({ length: 5 }, () => aWebhook());
      for (const event of events) await inbox.receive(event);
      const { won } = await race(20, () => inbox.claim(TEST_EPOCH, ALL));
      const ids = won.flat().map(({ id }) => id);
      for (const { id } of events) expect(ids.filter((known) => known === id)).toHaveLength(1);
    });

    it('does not offer what is processed', async () => {
      const event = aWebhook();
      await inbox.receive(event);
      await inbox.markProcessed(event.id, TEST_EPOCH);
      expect(await claimed(event.id, LATER)).toBeUndefined();
    });

    it('offers what was postponed when its time comes, counting the failures', async () => {
      const event = aWebhook();
      await inbox.receive(event);
      await claimed(event.id);
      await inbox.postpone(event.id, 'The provider is down', LATER);
      expect(await claimed(event.id)).toBeUndefined();
      expect(await claimed(event.id, LATER)).toEqual({ ...event, attempts: 1 });
    });

    it('never offers what was given up', async () => {
      const event = aWebhook();
      await inbox.receive(event);
      await inbox.bury(event.id, 'It makes no sense', TEST_EPOCH);
      expect(await claimed(event.id, LATER)).toBeUndefined();
    });
  });
}
