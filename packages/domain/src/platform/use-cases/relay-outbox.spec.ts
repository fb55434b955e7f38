import { anId, FakeClock, inMemoryStorage, outboxEvents, TEST_EPOCH } from '@2krika/domain/testing';
import { MINUTE, SECOND, type DomainEvent } from '../../kernel/index.js';
import type { EventHandler } from '../model/outbox-event.js';
import { RelayOutbox } from './relay-outbox.js';

const ATTEMPTS = 12;

describe('RelayOutbox', () => {
  function setUp() {
    const storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const handled: string[] = [];
    const broken = new Map<string, Error>();
    const handler = (name: string, ...events: string[]): EventHandler => ({
      name,
      events,
      handle: ({ name: event, aggregateId }) => {
        handled.push(`${name}: ${event} of ${aggregateId}`);
        const failure = broken.get(name) ?? broken.get(aggregateId);
        return failure ? Promise.reject(failure) : Promise.resolve();
      },
    });
    const handlers = [handler('mail', 'order.placed'), handler('chat', 'order.placed', 'order.paid')];
    const event = (name: string, aggregateId = anId()): DomainEvent => ({
      ...{ name, aggregateId, aggregateType: 'order', occurredAt: TEST_EPOCH, payload: {} },
    });
    return {
      ...{ storage, clock, handled, broken, event },
      relay: new RelayOutbox(storage.outboxQueue, handlers, clock),
      /** What was handled since it was asked last. */
      takeHandled: () => handled.splice(0),
    };
  }

  it('gives each event to those who want it, in the order of the handlers, once', async () => {
    const { storage, relay, event, takeHandled } = setUp();
    await storage.outbox.publish([
      event('order.placed', 'o1'),
      event('order.paid', 'o2'),
      event('order.late', 'o3'),
    ]);
    expect(await relay.execute()).toBe(3);
    expect(takeHandled()).toEqual([
      'mail: order.placed of o1',
      'chat: order.placed of o1',
      'chat: order.paid of o2',
    ]);
    expect(await relay.execute()).toBe(0);
    expect(takeHandled()).toEqual([]);
  });

  it('delivers the events of one aggregate one after the other', async () => {
    const { storage, relay, event, takeHandled } = setUp();
    await storage.outbox.publish([event('order.placed', 'o1'), event('order.paid', 'o1')]);
    expect(await relay.execute()).toBe(1);
    expect(takeHandled()).toEqual(['mail: order.placed of o1', 'chat: order.placed of o1']);
    await relay.execute();
    expect(takeHandled()).toEqual(['chat: order.paid of o1']);
  });

  it('delivers the other events when one cannot be, and holds back what comes after that one', async () => {
    const { storage, relay, event, broken, takeHandled } = setUp();
    broken.set('o1', new Error('MongoDB is down'));
    await storage.outbox.publish([
      event('order.paid', 'o1'),
      event('order.paid', 'o2'),
      event('order.placed', 'o1'),
    ]);
    await relay.execute();
    await relay.execute();
    expect(takeHandled()).toEqual(['chat: order.paid of o1', 'chat: order.paid of o2']);
  });

  it('tries again after a second, without those who are done', async () => {
    const { storage, relay, event, broken, takeHandled, clock } = setUp();
    broken.set('chat', new Error('MongoDB is down'));
    await storage.outbox.publish([event('order.placed', 'o1')]);
    await relay.execute();
    expect(takeHandled()).toEqual(['mail: order.placed of o1', 'chat: order.placed of o1']);
    broken.clear();
    clock.advance(SECOND - 1);
    expect(await relay.execute()).toBe(0);
    clock.advance(1);
    expect(await relay.execute()).toBe(1);
    expect(takeHandled()).toEqual(['chat: order.placed of o1']);
  });

  it('gives an event to every handler though the first fails, each time until it is buried', async () => {
    const { storage, relay, event, broken, takeHandled, clock } = setUp();
    broken.set('mail', new Error('The mail server is down'));
    await storage.outbox.publish([event('order.placed', 'o1')]);
    await relay.execute();
    expect(takeHandled()).toEqual(['mail: order.placed of o1', 'chat: order.placed of o1']);
    const [stored] = await storage.database.session().all(outboxEvents);
    expect(stored).toMatchObject({ attempts: 1, error: expect.stringContaining('The mail server is down') });
    expect(await storage.outboxQueue.handledBy(stored?.id ?? '')).toEqual(new Set(['chat']));
    for (let failures = 1; failures < ATTEMPTS; failures += 1) {
      clock.advance(10 * MINUTE);
      await relay.execute();
    }
    expect(takeHandled()).toEqual(Array<string>(ATTEMPTS - 1).fill('mail: order.placed of o1'));
    clock.advance(10 * MINUTE);
    expect(await relay.execute()).toBe(0);
  });

  it('keeps the reasons of all handlers that failed', async () => {
    const { storage, relay, event, broken } = setUp();
    broken.set('mail', new Error('The mail server is down'));
    broken.set('chat', new Error('MongoDB is down'));
    await storage.outbox.publish([event('order.placed')]);
    await relay.execute();
    const [stored] = await storage.database.session().all(outboxEvents);
    expect(stored?.error).toMatch(/The mail server is down.*MongoDB is down/);
  });

  it('doubles the pause with each failure, up to ten minutes, and gives up after the twelfth', async () => {
    const { storage, relay, event, broken, takeHandled, clock } = setUp();
    broken.set('o1', new Error('It makes no sense'));
    await storage.outbox.publish([event('order.paid', 'o1'), event('order.placed', 'o1')]);
    await relay.execute();
    for (let failures = 1; failures < ATTEMPTS; failures += 1) {
      const pause = Math.min(SECOND * 2 ** (failures - 1), 10 * MINUTE);
      clock.advance(pause - 1);
      expect(await relay.execute()).toBe(0);
      clock.advance(1);
      expect(await relay.execute()).toBe(1);
    }
    expect(takeHandled()).toHaveLength(ATTEMPTS);
    broken.clear();
    expect(await relay.execute()).toBe(1);
    expect(takeHandled()).toEqual(['mail: order.placed of o1', 'chat: order.placed of o1']);
  });
});
