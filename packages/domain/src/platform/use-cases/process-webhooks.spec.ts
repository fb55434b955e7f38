import { aLeasedWork, aWebhookEvent, FakeClock, inMemoryStorage, TEST_EPOCH } from '@2krika/domain/testing';
import { HOUR, pageRequest, SECOND } from '../../kernel/index.js';
import { MAX_ATTEMPTS } from '../model/retry.js';
import type { WebhookNotice } from '../model/webhook-event.js';
import { ProcessWebhooks } from './process-webhooks.js';

describe('ProcessWebhooks', () => {
  function setUp() {
    const storage = inMemoryStorage();
    const { webhookInbox: inbox } = storage;
    const clock = new FakeClock(TEST_EPOCH);
    const asked: string[] = [];
    const broken = new Map<string, Error>();
    const ask = (subject: WebhookNotice['subject']) => (reference: string) => {
      asked.push(`${subject} ${reference}`);
      const failure = broken.get(reference);
      return failure ? Promise.reject(failure) : Promise.resolve();
    };
    const handlers = { payment: ask('payment'), refund: ask('refund'), payout: ask('payout') };
    return {
      storage,
      ...{ inbox, clock, broken },
      process: new ProcessWebhooks(inbox, handlers, aLeasedWork(storage, clock), clock),
      /** What was asked about since it was asked last. */
      takeAsked: () => asked.splice(0),
    };
  }

  it('asks about what each webhook names, once', async () => {
    const { inbox, process, takeAsked } = setUp();
    for (const subject of ['payment', 'refund', 'payout'] as const) {
      await inbox.receive(aWebhookEvent({ subject, reference: 'r' }));
    }
    expect(await process.execute()).toBe(3);
    expect(takeAsked().sort()).toEqual(['payment r', 'payout r', 'refund r']);
    expect(await process.execute()).toBe(0);
    expect(takeAsked()).toEqual([]);
  });

  it('goes on with the others when one fails, and tries that one again after a second', async () => {
    const { inbox, process, takeAsked, broken, clock } = setUp();
    broken.set('first', new Error('The provider does not answer'));
    await inbox.receive(aWebhookEvent({ reference: 'first', receivedAt: new Date(0) }));
    await inbox.receive(aWebhookEvent({ reference: 'second' }));
    await process.execute();
    expect(takeAsked()).toEqual(['payment first', 'payment second']);
    broken.clear();
    clock.advance(SECOND - 1);
    expect(await process.execute()).toBe(0);
    clock.advance(1);
    await process.execute();
    expect(takeAsked()).toEqual(['payment first']);
    expect(await process.execute()).toBe(0);
  });

  it('gives up in the end', async () => {
    const { storage, inbox, process, takeAsked, broken, clock } = setUp();
    broken.set('r', new Error('It makes no sense'));
    const event = aWebhookEvent({ reference: 'r' });
    await inbox.receive(event);
    for (let failures = 0; failures < MAX_ATTEMPTS; failures += 1) {
      expect(await process.execute()).toBe(1);
      clock.advance(HOUR);
    }
    expect(await process.execute()).toBe(0);
    expect(takeAsked()).toHaveLength(MAX_ATTEMPTS);
    expect((await storage.deadLetters.list(pageRequest())).results).toMatchObject([
      { queue: 'webhooks', unitId: event.id },
    ]);
  });
});
