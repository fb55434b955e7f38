import { anId, FakeClock, inMemoryStorage } from '@2krika/domain/testing';
import type { EventHandler } from '../model/outbox-event.js';
import { ReplayEvents } from './replay-events.js';

describe('ReplayEvents', () => {
  class NotingHandler implements EventHandler {
    readonly name = 'noting';
    readonly events = [];
    readonly heard: string[] = [];

    async handle({ name }: { readonly name: string }) {
      this.heard.push(name);
    }
  }

  it('tells a handler again what it was done with behind a place, however much that is, and nothing else', async () => {
    const { outbox, outboxQueue, outboxHistory } = inMemoryStorage();
    const now = new FakeClock().now();
    await outbox.publish(
      Array.from({ length: 1_203 }, (_, index) => ({
        name: `event ${index}`,
        ...{ aggregateType: 'order', aggregateId: anId() },
        ...{ occurredAt: now, payload: {} },
      })),
    );
    const claimed = await outboxQueue.claim(now, 2_000);
    for (const { unit, lease } of claimed) {
      if (unit.name !== 'event 700') await outboxQueue.markHandled(unit.id, 'noting');
      await outboxQueue.markPublished(lease, now);
    }
    const [first] = await outboxHistory.handledAfter(0n, 'noting', 1);
    const handler = new NotingHandler();
    const replay = new ReplayEvents(outboxHistory, handler);
    expect(await replay.execute({ after: first?.position ?? 0n })).toBe(1_201);
    expect(handler.heard.slice(0, 2)).toEqual(['event 1', 'event 2']);
    expect(handler.heard).not.toContain('event 700');
    expect(new Set(handler.heard).size).toBe(1_201);
    expect(await replay.execute({ after: 10_000_000n })).toBe(0);
  });
});
