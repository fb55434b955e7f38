import type { DomainEvent, OutboxHistory, OutboxQueue, UnitOfWork, Outbox } from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface OutboxHistoryPorts {
  readonly outbox: Outbox;
  readonly outboxQueue: OutboxQueue;
  readonly outboxHistory: OutboxHistory;
  readonly unitOfWork: UnitOfWork<{ outbox: Outbox }>;
}

const ALL = 1_000;

/**
 * The suite takes whatever the queue holds, so it runs on a store of its own.
 * @param endLeases lets the time of every lease pass
 */
export function outboxHistoryContract<Ports extends OutboxHistoryPorts>(
  open: Open<Ports>,
  endLeases: (ports: Ports) => Promise<unknown>,
): void {
  describe('OutboxHistory', () => {
    let ports: Ports;
    let history: OutboxHistory;

    beforeEach(async () => {
      ports = await open();
      history = ports.outboxHistory;
      await endLeases(ports);
      await deliver();
    });

    function anEvent(): DomainEvent {
      return {
        name: `order.event_${unique()}`,
        aggregateType: 'order',
        aggregateId: anId(),
        occurredAt: TEST_EPOCH,
        payload: { amount: '9007199254740991', nested: [null] },
      };
    }

    /** Everything that is open, or what has this name, each of an aggregate of its own. */
    async function deliver(name?: string) {
      const claimed = await ports.outboxQueue.claim(new Date(8.64e15), ALL);
      const wanted = claimed.filter(({ unit }) => name === undefined || unit.name === name);
      for (const { lease } of wanted) await ports.outboxQueue.markPublished(lease, TEST_EPOCH);
      await endLeases(ports);
      return claimed.map(({ unit }) => unit);
    }

    it('is settled up to what was delivered, and no further than before what was not', async () => {
      const [first, second, third] = [anEvent(), anEvent(), anEvent()];
      await ports.outbox.publish([first, second, third]);
      const before = await history.lastSettled();
      await deliver(first.name);
      const afterFirst = await history.lastSettled();
      expect(afterFirst).toBeGreaterThan(before);
      await deliver(third.name);
      expect(await history.lastSettled()).toBe(afterFirst);
      await deliver(second.name);
      expect(await history.lastSettled()).toBeGreaterThan(afterFirst);
    });

    it('tells what a handler was done with behind a place, in order and in parts', async () => {
      const before = await history.lastSettled();
      const published = [anEvent(), anEvent(), anEvent()];
      await ports.outbox.publish(published);
      const [first, second, third] = await deliver();
      if (!first || !second || !third) throw new Error('Three events were published.');
      const handler = `handler_${unique()}`;
      for (const { id } of [third, first]) await ports.outboxQueue.markHandled(id, handler, TEST_EPOCH);
      await ports.outboxQueue.markHandled(second.id, 'another', TEST_EPOCH);

      const all = await history.handledAfter(before, handler, ALL);
      expect(all.map(({ event }) => event)).toEqual([first, third]);
      expect(await history.handledAfter(before, handler, 1)).toEqual([all[0]]);
      expect(await history.handledAfter(all[0]?.position ?? 0n, handler, ALL)).toEqual([all[1]]);
      expect(await history.handledAfter(all[1]?.position ?? 0n, handler, ALL)).toEqual([]);
    });
  });
}
