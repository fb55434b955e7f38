import {
  after,
  MINUTE,
  type DomainEvent,
  type Leases,
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
  readonly leases: Leases;
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
        for (const { lease } of left) await ports.outboxQueue.markPublished(lease, TEST_EPOCH);
      }
    }

    const claimedNames = async (now = TEST_EPOCH, limit = ALL) =>
      (await ports.outboxQueue.claim(now, limit)).map(({ unit }) => unit.name);

    async function claimOne(now = TEST_EPOCH) {
      const [claimed] = await ports.outboxQueue.claim(now, 1);
      if (!claimed) throw new Error('Nothing was to be claimed.');
      return claimed;
    }

    it('offers a published event as it was, with an id of its own', async () => {
      const event = anEvent();
      await ports.outbox.publish([event]);
      expect((await claimOne()).unit).toEqual({ ...event, id: expect.any(String) as string });
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
      expect(claimed.unit.name).toBe(first.name);
      expect(await claimedNames()).toEqual([]);
      await ports.outboxQueue.markPublished(claimed.lease, TEST_EPOCH);
      expect(await claimedNames()).toEqual([second.name]);
    });

    it('does not offer an event somebody holds, nor one that is published', async () => {
      await ports.outbox.publish([anEvent()]);
      const { lease } = await claimOne();
      expect(await claimedNames()).toEqual([]);
      await ports.outboxQueue.markPublished(lease, TEST_EPOCH);
      expect(await claimedNames()).toEqual([]);
    });

    it('offers what somebody holds again once the lease has ended, and not what is done', async () => {
      await ports.outbox.publish([anEvent(), anEvent(), anEvent()]);
      const held = await claimOne();
      await ports.outboxQueue.markPublished((await claimOne()).lease, TEST_EPOCH);
      await ports.leases.bury((await claimOne()).lease, 'It makes no sense', TEST_EPOCH);
      expect(await claimedNames()).toEqual([]);
      await endLeases(ports);
      expect((await ports.outboxQueue.claim(TEST_EPOCH, ALL)).map(({ unit }) => unit)).toEqual([held.unit]);
    });

    it('does not believe that all is done whoever lost the lease', async () => {
      await ports.outbox.publish([anEvent()]);
      const lost = await claimOne();
      await endLeases(ports);
      const held = await claimOne();
      await ports.outboxQueue.markPublished(lost.lease, TEST_EPOCH);
      await endLeases(ports);
      expect((await claimOne()).unit).toEqual(held.unit);
    });

    it('holds the successors of an event that waits to be tried again, and lets those of a buried one pass', async () => {
      const aggregateId = anId();
      const [poison, next] = [anEvent({ aggregateId }), anEvent({ aggregateId })];
      await ports.outbox.publish([poison, next]);
      const later = after(TEST_EPOCH, MINUTE);
      await ports.leases.postpone((await claimOne()).lease, 'It makes no sense', later);
      expect(await claimedNames()).toEqual([]);
      await ports.leases.bury((await claimOne(later)).lease, 'It makes no sense', later);
      expect(await claimedNames(later)).toEqual([next.name]);
    });

    it('remembers which handlers are done with an event', async () => {
      await ports.outbox.publish([anEvent()]);
      const { id } = (await claimOne()).unit;
      expect(await ports.outboxQueue.handledBy(id)).toEqual(new Set());
      await race(20, () => ports.outboxQueue.markHandled(id, 'system-messages', TEST_EPOCH));
      await ports.outboxQueue.markHandled(id, 'mail', TEST_EPOCH);
      expect(await ports.outboxQueue.handledBy(id)).toEqual(new Set(['system-messages', 'mail']));
    });

    it('gives each event to exactly one of twenty who claim at once', async () => {
      const events = Array.from({ length: 20 }, () => anEvent());
      await ports.outbox.publish(events);
      const { won } = await race(20, () => ports.outboxQueue.claim(TEST_EPOCH, 5));
      const names = won.flat().map(({ unit }) => unit.name);
      expect(new Set(names).size).toBe(names.length);
      const late = await claimedNames();
      expect([...names, ...late].sort()).toEqual(events.map(({ name }) => name).sort());
    });
  });
}
