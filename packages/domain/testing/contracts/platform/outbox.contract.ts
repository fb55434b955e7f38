import {
  after,
  MINUTE,
  type DomainEvent,
  type Outbox,
  type OutboxQueue,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface OutboxPorts {
  readonly outbox: Outbox;
  readonly outboxQueue: OutboxQueue;
  readonly unitOfWork: UnitOfWork<{ outbox: Outbox }>;
}

const ALL = 1_000;

function anEvent(overrides: Partial<DomainEvent> = {}): DomainEvent {
  return {
    name: `order.event_${unique()}`,
    aggregateType: 'order',
    aggregateId: anId(),
    occurredAt: TEST_EPOCH,
    payload: { amount: '9007199254740991', nested: { list: [1, null, true] } },
    ...overrides,
  };
}

/**
 * The suite takes whatever the queue holds, so it runs on a store of its own.
 * @param endLeases lets the time of every lease pass
 */
export function outboxContract<Ports extends OutboxPorts>(
  open: Open<Ports>,
  endLeases: (ports: Ports) => Promise<unknown>,
): void {
  describe('Outbox and OutboxQueue', () => {
    let ports: Ports;

    beforeEach(async () => {
      ports = await open();
      await endLeases(ports);
      await drain();
    });

    /** Each round takes one event of every aggregate; no test publishes more of one than there are rounds. */
    async function drain() {
      for (let round = 0; round < 5; round += 1) {
        const left = await ports.outboxQueue.claim(new Date(8.64e15), ALL);
        for (const { id } of left) await ports.outboxQueue.markPublished(id, TEST_EPOCH);
      }
    }

    const claimedNames = async (now = TEST_EPOCH, limit = ALL) =>
      (await ports.outboxQueue.claim(now, limit)).map(({ name }) => name);

    async function claimOne(now = TEST_EPOCH) {
      const [event] = await ports.outboxQueue.claim(now, 1);
      if (!event) throw new Error('Nothing was to be claimed.');
      return event;
    }

    it('offers a published event as it was, with an id of its own', async () => {
      const event = anEvent();
      await ports.outbox.publish([event]);
      expect(await claimOne()).toEqual({ ...event, id: expect.any(String) as string, attempts: 0 });
    });

    it('publishes nothing for no events', async () => {
      await ports.outbox.publish([]);
      expect(await claimedNames()).toEqual([]);
    });

    it('offers no event of a transaction that rolled back', async () => {
      const work = ports.unitOfWork.run(async ({ outbox }) => {
        await outbox.publish([anEvent()]);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await claimedNames()).toEqual([]);
    });

    it('offers events oldest first, and at most as many as asked for', async () => {
      const events = [anEvent(), anEvent(), anEvent()];
      await ports.outbox.publish(events);
      expect(await claimedNames(TEST_EPOCH, 2)).toEqual(events.slice(0, 2).map(({ name }) => name));
    });

    it('offers an event only once the earlier ones of its aggregate are done', async () => {
      const aggregateId = anId();
      const [first, second] = [anEvent({ aggregateId }), anEvent({ aggregateId })];
      await ports.outbox.publish([first, second]);
      const claimed = await claimOne();
      expect(claimed.name).toBe(first.name);
      expect(await claimedNames()).toEqual([]);
      await ports.outboxQueue.markPublished(claimed.id, TEST_EPOCH);
      expect(await claimedNames()).toEqual([second.name]);
    });

    it('does not offer an event somebody holds, nor one that is published', async () => {
      await ports.outbox.publish([anEvent()]);
      const { id } = await claimOne();
      expect(await claimedNames()).toEqual([]);
      await ports.outboxQueue.markPublished(id, TEST_EPOCH);
      expect(await claimedNames()).toEqual([]);
    });

    it('offers what somebody holds again once the lease has ended, and not what is done', async () => {
      await ports.outbox.publish([anEvent(), anEvent(), anEvent()]);
      const held = await claimOne();
      await ports.outboxQueue.markPublished((await claimOne()).id, TEST_EPOCH);
      await ports.outboxQueue.bury((await claimOne()).id, 'It makes no sense', TEST_EPOCH);
      expect(await claimedNames()).toEqual([]);
      await endLeases(ports);
      expect(await ports.outboxQueue.claim(TEST_EPOCH, ALL)).toEqual([held]);
    });

    it('offers a postponed event again when its time comes, counting the failures', async () => {
      await ports.outbox.publish([anEvent()]);
      const { id } = await claimOne();
      await ports.outboxQueue.postpone(id, 'MongoDB is down', after(TEST_EPOCH, MINUTE));
      expect(await claimedNames()).toEqual([]);
      expect(await claimOne(after(TEST_EPOCH, MINUTE))).toMatchObject({ id, attempts: 1 });
    });

    it('never offers a buried event, and lets its successors pass', async () => {
      const aggregateId = anId();
      const [poison, next] = [anEvent({ aggregateId }), anEvent({ aggregateId })];
      await ports.outbox.publish([poison, next]);
      await ports.outboxQueue.bury((await claimOne()).id, 'It makes no sense', TEST_EPOCH);
      expect(await claimedNames(after(TEST_EPOCH, MINUTE))).toEqual([next.name]);
    });

    it('remembers which handlers are done with an event', async () => {
      await ports.outbox.publish([anEvent()]);
      const { id } = await claimOne();
      expect(await ports.outboxQueue.handledBy(id)).toEqual(new Set());
      await race(20, () => ports.outboxQueue.markHandled(id, 'system-messages', TEST_EPOCH));
      await ports.outboxQueue.markHandled(id, 'mail', TEST_EPOCH);
      expect(await ports.outboxQueue.handledBy(id)).toEqual(new Set(['system-messages', 'mail']));
    });

    it('gives each event to exactly one of twenty who claim at once', async () => {
      const events = Array.from({ length: 20 }, () => anEvent());
      await ports.outbox.publish(events);
      const { won } = await race(20, () => ports.outboxQueue.claim(TEST_EPOCH, 5));
      const names = won.flat().map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const late = await claimedNames();
      expect([...names, ...late].sort()).toEqual(events.map(({ name }) => name).sort());
    });
  });
}
