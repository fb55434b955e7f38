import {
  aLeasedWork,
  anId,
  endLeases,
  FakeClock,
  inMemoryStorage,
  race,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { HOUR, MINUTE, pageRequest, SECOND, Unavailable, type DomainEvent } from '../../kernel/index.js';
import type { EventHandler } from '../model/outbox-event.js';
import { MAX_ATTEMPTS } from '../model/retry.js';
import { RelayOutbox } from './relay-outbox.js';

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
      storage,
      ...{ clock, handled, broken, event, handler },
      relay: new RelayOutbox(
        storage.outboxQueue,
        storage.leases,
        handlers,
        aLeasedWork(storage, clock),
        clock,
      ),
      letters: async () => (await storage.deadLetters.list(pageRequest())).results,
      /** What was handled since it was asked last. */
      takeHandled: () => handled.splice(0),
    };
  }

  it('gives each event to those who want it, once', async () => {
    const { storage, relay, event, takeHandled } = setUp();
    await storage.outbox.publish([
      event('order.placed', 'o1'),
      event('order.paid', 'o2'),
      event('order.late', 'o3'),
    ]);
    expect(await relay.execute()).toBe(3);
    expect(takeHandled().sort()).toEqual([
      'chat: order.paid of o2',
      'chat: order.placed of o1',
      'mail: order.placed of o1',
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

  it('gives an event to every handler though the first fails, each time until it is given up', async () => {
    const { storage, relay, event, broken, takeHandled, clock, letters } = setUp();
    broken.set('mail', new Error('The mail server is down'));
    await storage.outbox.publish([event('order.placed', 'o1')]);
    await relay.execute();
    expect(takeHandled()).toEqual(['mail: order.placed of o1', 'chat: order.placed of o1']);
    for (let failures = 1; failures < MAX_ATTEMPTS; failures += 1) {
      clock.advance(10 * MINUTE);
      await relay.execute();
    }
    expect(takeHandled()).toEqual(Array<string>(MAX_ATTEMPTS - 1).fill('mail: order.placed of o1'));
    clock.advance(10 * MINUTE);
    expect(await relay.execute()).toBe(0);
    const [letter] = await letters();
    expect(letter).toMatchObject({ queue: 'outbox', attempts: MAX_ATTEMPTS });
    expect(await storage.outboxQueue.handledBy(letter?.unitId ?? '')).toEqual(new Set(['chat']));
  });

  it('delivers what is replayed to those who were not done with it', async () => {
    const { storage, relay, event, broken, takeHandled, clock, letters } = setUp();
    broken.set('chat', new Error('It makes no sense'));
    await storage.outbox.publish([event('order.placed', 'o1')]);
    for (let failures = 0; failures < MAX_ATTEMPTS; failures += 1) {
      await relay.execute();
      clock.advance(HOUR);
    }
    takeHandled();
    broken.clear();
    for (const { queue, unitId } of await letters())
      await storage.deadLetters.replay(queue, unitId, clock.now());
    expect(await relay.execute()).toBe(1);
    expect(takeHandled()).toEqual(['chat: order.placed of o1']);
    expect(await letters()).toEqual([]);
  });

  it('keeps the reasons of all handlers that failed', async () => {
    const { storage, relay, event, broken, clock, letters } = setUp();
    broken.set('mail', new Error('The mail server is down'));
    broken.set('chat', new Error('MongoDB is down'));
    await storage.outbox.publish([event('order.placed')]);
    for (let failures = 0; failures < MAX_ATTEMPTS; failures += 1) {
      await relay.execute();
      clock.advance(HOUR);
    }
    expect((await letters())[0]?.error).toMatch(/The mail server is down.*MongoDB is down/);
  });

  it('never gives up for an outage, and delivers within seconds of its end', async () => {
    const { storage, relay, event, broken, takeHandled, clock, letters } = setUp();
    broken.set('chat', new Unavailable('The store of messages'));
    await storage.outbox.publish([event('order.paid', 'o1')]);
    for (let tries = 0; tries < 10 * MAX_ATTEMPTS; tries += 1) {
      await relay.execute();
      clock.advance(3 * SECOND);
    }
    expect(await letters()).toEqual([]);
    broken.clear();
    takeHandled();
    await relay.execute();
    expect(takeHandled()).toEqual(['chat: order.paid of o1']);
  });

  it('lets a handler without its store rest, so that the others are not held up', async () => {
    const { storage, clock, event, handler } = setUp();
    const [mailed, tried]: [string[], string[]] = [[], []];
    const handlers: EventHandler[] = [
      {
        ...handler('chat', 'order.placed'),
        handle: async ({ id }) => {
          tried.push(id);
          await new Promise(setImmediate);
          throw new Unavailable('The store of messages');
        },
      },
      {
        ...handler('mail', 'order.placed'),
        handle: async ({ id }) => {
          mailed.push(id);
        },
      },
    ];
    const work = aLeasedWork(storage, clock);
    const relay = new RelayOutbox(storage.outboxQueue, storage.leases, handlers, work, clock);
    await storage.outbox.publish(Array.from({ length: 50 }, () => event('order.placed')));
    while ((await relay.execute()) > 0);
    expect(new Set(mailed).size).toBe(50);
    // One batch found out, at once; the others did not wait for what is down.
    expect(tried).toHaveLength(work.batch);
  });

  it('leaves an event alone whose lease another took over in the meantime', async () => {
    const { storage, clock, event, handler } = setUp();
    const calls: string[] = [];
    const slow: EventHandler = {
      ...handler('slow', 'order.placed'),
      handle: async () => {
        calls.push('slow');
        await endLeases(storage);
        await storage.outboxQueue.claim(clock.now(), 10);
      },
    };
    const next: EventHandler = {
      ...handler('next', 'order.placed'),
      handle: async () => {
        calls.push('next');
      },
    };
    const work = aLeasedWork(storage, clock);
    const relay = new RelayOutbox(storage.outboxQueue, storage.leases, [slow, next], work, clock);
    await storage.outbox.publish([event('order.placed')]);
    await relay.execute();
    expect(calls).toEqual(['slow']);
    await endLeases(storage);
    await relay.execute();
    expect(calls).toEqual(['slow', 'next']);
  });

  it('handles each event once though twenty relays work at once', async () => {
    const { storage, relay, event, takeHandled } = setUp();
    await storage.outbox.publish(Array.from({ length: 30 }, () => event('order.paid')));
    expect((await race(20, () => relay.execute())).lost).toEqual([]);
    const handled = takeHandled();
    expect(new Set(handled).size).toBe(30);
    expect(handled).toHaveLength(30);
  });
});
