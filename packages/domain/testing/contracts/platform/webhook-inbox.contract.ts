import { after, MINUTE, type WebhookEvent, type WebhookInbox } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aWebhookEvent } from '../../factories/platform/webhook-event-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface WebhookInboxPorts {
  readonly webhookInbox: WebhookInbox;
}

const ALL = 1_000;
const SOON = after(TEST_EPOCH, MINUTE);

/**
 * The suite takes whatever the inbox holds, so it runs on a store of its own.
 * @param endLeases lets the time of every lease pass
 */
export function webhookInboxContract<Ports extends WebhookInboxPorts>(
  open: Open<Ports>,
  endLeases: (ports: Ports) => Promise<unknown>,
): void {
  describe('WebhookInbox', () => {
    let ports: Ports;
    let inbox: WebhookInbox;

    beforeEach(async () => {
      ports = await open();
      inbox = ports.webhookInbox;
      await endLeases(ports);
      for (const { id } of await inbox.claim(new Date(8.64e15), ALL))
        await inbox.markProcessed(id, TEST_EPOCH);
    });

    async function received(overrides: Partial<WebhookEvent> = {}) {
      const event = aWebhookEvent(overrides);
      expect(await inbox.receive(event)).toBe(true);
      return event;
    }

    it.each<[string, Partial<WebhookEvent>]>([
      ['a payment', { headers: { 'x-signature': 'é"', 'content-type': 'text/plain' } }],
      ['a refund', { subject: 'refund', provider: 'campay', headers: {} }],
      ['a payout', { subject: 'payout', rawBody: new Uint8Array(), attempts: 3 }],
    ])('gives back the news of %s as they came', async (_, overrides) => {
      const event = await received(overrides);
      expect(await inbox.claim(TEST_EPOCH, ALL)).toEqual([event]);
    });

    it('stores an event of a provider once, whatever it says the second time', async () => {
      const event = await received();
      const { eventKey } = event;
      expect(await inbox.receive(aWebhookEvent({ eventKey, reference: anId() }))).toBe(false);
      expect(await inbox.claim(TEST_EPOCH, ALL)).toEqual([event]);
      await inbox.markProcessed(event.id, TEST_EPOCH);
      expect(await inbox.receive(aWebhookEvent({ eventKey }))).toBe(false);
      expect(await inbox.receive(aWebhookEvent({ eventKey, provider: 'another' }))).toBe(true);
    });

    it('stores one of twenty of the same event that come at once', async () => {
      const { eventKey } = aWebhookEvent();
      const { won, lost } = await race(20, () => inbox.receive(aWebhookEvent({ eventKey })));
      expect(lost).toEqual([]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await inbox.claim(TEST_EPOCH, ALL)).toHaveLength(1);
    });

    it('offers events oldest first, and at most as many as asked for', async () => {
      const events = [];
      for (const minutes of [1, 3, 2]) {
        events.push(await received({ receivedAt: after(TEST_EPOCH, -minutes * MINUTE) }));
      }
      expect(await inbox.claim(TEST_EPOCH, 2)).toEqual([events[1], events[2]]);
      expect(await inbox.claim(TEST_EPOCH, 2)).toEqual([events[0]]);
    });

    it('offers what somebody holds again once the lease has ended', async () => {
      const event = await received();
      await inbox.claim(TEST_EPOCH, ALL);
      expect(await inbox.claim(TEST_EPOCH, ALL)).toEqual([]);
      await endLeases(ports);
      expect(await inbox.claim(TEST_EPOCH, ALL)).toEqual([event]);
    });

    it('never offers what was processed or buried', async () => {
      const [processed, poison] = [await received(), await received()];
      await inbox.claim(TEST_EPOCH, ALL);
      await inbox.markProcessed(processed.id, TEST_EPOCH);
      await inbox.bury(poison.id, 'It makes no sense', TEST_EPOCH);
      await endLeases(ports);
      expect(await inbox.claim(SOON, ALL)).toEqual([]);
    });

    it('offers a postponed event again when its time comes, counting the failures', async () => {
      const event = await received();
      await inbox.claim(TEST_EPOCH, ALL);
      await inbox.postpone(event.id, 'The provider does not answer', SOON);
      expect(await inbox.claim(after(SOON, -1), ALL)).toEqual([]);
      expect(await inbox.claim(SOON, ALL)).toEqual([{ ...event, attempts: 1 }]);
    });

    it('gives each event to exactly one of twenty who claim at once', async () => {
      const ids = [];
      for (let count = 0; count < 20; count += 1) ids.push((await received()).id);
      const { won, lost } = await race(20, () => inbox.claim(TEST_EPOCH, 5));
      expect(lost).toEqual([]);
      const claimed = [...won.flat(), ...(await inbox.claim(TEST_EPOCH, ALL))].map(({ id }) => id);
      expect(claimed.sort()).toEqual(ids.sort());
    });
  });
}
