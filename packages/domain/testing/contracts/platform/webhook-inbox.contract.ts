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
      for (const { lease } of await inbox.claim(new Date(8.64e15), ALL))
        await inbox.markProcessed(lease, TEST_EPOCH);
    });

    const claimed = async (now = TEST_EPOCH, limit = ALL) =>
      (await inbox.claim(now, limit)).map(({ unit }) => unit);

    async function claimOne() {
      const [first] = await inbox.claim(TEST_EPOCH, 1);
      if (!first) throw new Error('Nothing was to be claimed.');
      return first;
    }

    async function received(overrides: Partial<WebhookEvent> = {}) {
      const event = aWebhookEvent(overrides);
      expect(await inbox.receive(event)).toBe(true);
      return event;
    }

    it.each<[string, Partial<WebhookEvent>]>([
      ['a payment', { headers: { 'x-signature': 'é"', 'content-type': 'text/plain' } }],
      ['a refund', { subject: 'refund', provider: 'campay', headers: {} }],
      ['a payout', { subject: 'payout', rawBody: new Uint8Array() }],
    ])('gives back the news of %s as they came', async (_, overrides) => {
      const event = await received(overrides);
      expect(await claimed()).toEqual([event]);
    });

    it('stores an event of a provider once, whatever it says the second time', async () => {
      const event = await received();
      const { eventKey } = event;
      expect(await inbox.receive(aWebhookEvent({ eventKey, reference: anId() }))).toBe(false);
      await inbox.markProcessed((await claimOne()).lease, TEST_EPOCH);
      expect(await inbox.receive(aWebhookEvent({ eventKey }))).toBe(false);
      expect(await inbox.receive(aWebhookEvent({ eventKey, provider: 'another' }))).toBe(true);
    });

    it('stores one of twenty of the same event that come at once', async () => {
      const { eventKey } = aWebhookEvent();
      const { won, lost } = await race(20, () => inbox.receive(aWebhookEvent({ eventKey })));
      expect(lost).toEqual([]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await claimed()).toHaveLength(1);
    });

    it('offers events oldest first, and at most as many as asked for', async () => {
      const events = [];
      for (const minutes of [1, 3, 2]) {
        events.push(await received({ receivedAt: after(TEST_EPOCH, -minutes * MINUTE) }));
      }
      expect(await claimed(TEST_EPOCH, 2)).toEqual([events[1], events[2]]);
      expect(await claimed(TEST_EPOCH, 2)).toEqual([events[0]]);
    });

    it('offers what somebody holds again once the lease has ended', async () => {
      const event = await received();
      await inbox.claim(TEST_EPOCH, ALL);
      expect(await claimed()).toEqual([]);
      await endLeases(ports);
      expect(await claimed()).toEqual([event]);
    });

    it('never offers what was processed', async () => {
      await received();
      await inbox.markProcessed((await claimOne()).lease, TEST_EPOCH);
      await endLeases(ports);
      expect(await claimed(SOON)).toEqual([]);
    });

    it('does not believe that it was processed whoever lost the lease', async () => {
      const event = await received();
      const lost = await claimOne();
      await endLeases(ports);
      await claimOne();
      await inbox.markProcessed(lost.lease, TEST_EPOCH);
      await endLeases(ports);
      expect(await claimed()).toEqual([event]);
    });

    it('gives each event to exactly one of twenty who claim at once', async () => {
      const ids = [];
      for (let count = 0; count < 20; count += 1) ids.push((await received()).id);
      const { won, lost } = await race(20, () => claimed(TEST_EPOCH, 5));
      expect(lost).toEqual([]);
      const all = [...won.flat(), ...(await claimed())].map(({ id }) => id);
      expect(all.sort()).toEqual(ids.sort());
    });
  });
}
