import {
  aLeasedWork,
  aWebhookEvent,
  FakeClock,
  inMemoryStorage,
  race,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { after, pageRequest, SECOND, Unavailable } from '../../kernel/index.js';
import { MAX_ATTEMPTS } from '../model/retry.js';

describe('LeasedWork', () => {
  async function setUp(units = 1) {
    const storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const work = aLeasedWork(storage, clock);
    for (let unit = 0; unit < units; unit += 1) await storage.webhookInbox.receive(aWebhookEvent());
    return { storage, clock, work, claim: () => storage.webhookInbox.claim(clock.now(), work.batch) };
  }

  it('does every unit at once, and says how many there were', async () => {
    const { work, claim } = await setUp(3);
    let running = 0;
    let most = 0;
    const done = await work.doAll(await claim(), async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
    });
    expect(done).toBe(3);
    expect(most).toBe(3);
  });

  it('gives every unit its turn although others fail, and offers those again after a pause', async () => {
    const { work, claim, clock } = await setUp(3);
    const claimed = await claim();
    const failing = claimed[1]?.unit.id;
    const done: string[] = [];
    await work.doAll(claimed, async ({ id }) => {
      if (id === failing) throw new Error('It makes no sense');
      done.push(id);
    });
    expect(done).toHaveLength(2);
    clock.advance(SECOND - 1);
    expect(await claim()).toEqual([]);
    clock.advance(1);
    expect(await claim()).toMatchObject([{ unit: { id: failing }, lease: { attempts: 1 } }]);
  });

  it('doubles the pause with each failure, and gives up after the last', async () => {
    const { work, claim, clock, storage } = await setUp();
    for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
      const claimed = await claim();
      expect(claimed).toHaveLength(1);
      await work.doAll(claimed, () => Promise.reject(new Error('It makes no sense')));
      clock.advance(Math.min(SECOND * 2 ** attempts, 600 * SECOND) - 1);
      expect(await claim()).toEqual([]);
      clock.advance(1);
    }
    expect(await claim()).toEqual([]);
    expect((await storage.deadLetters.list(pageRequest())).results).toMatchObject([
      { attempts: MAX_ATTEMPTS },
    ]);
  });

  it('forgets the failures before a success', async () => {
    const { work, claim, clock, storage } = await setUp();
    await work.doAll(await claim(), () => Promise.reject(new Error('not yet')));
    clock.advance(SECOND);
    const [retried] = await claim();
    await work.doAll(retried ? [retried] : [], async () => undefined);
    const lease = { ...retried?.lease, attempts: 0 };
    await storage.leases.postpone(
      { queue: 'webhooks', unitId: '', number: 0, ...lease },
      'again',
      clock.now(),
    );
    expect(await claim()).toMatchObject([{ lease: { attempts: 1 } }]);
  });

  it('does not count an outage, and waits at most three seconds for its end', async () => {
    const { work, claim, clock } = await setUp();
    for (let tries = 0; tries < 2 * MAX_ATTEMPTS; tries += 1) {
      const claimed = await claim();
      expect(claimed).toMatchObject([{ lease: { attempts: 0 } }]);
      await work.doAll(claimed, () => Promise.reject(new Unavailable('The store')));
      clock.set(after(clock.now(), 3 * SECOND));
    }
  });

  it('leaves a failure to whoever holds the unit now', async () => {
    const { work, claim, storage } = await setUp();
    const [lost] = await claim();
    if (!lost) throw new Error('Nothing was to be claimed.');
    const next = { ...lost.lease, number: lost.lease.number - 1 };
    await work.doAll([{ ...lost, lease: next }], () => Promise.reject(new Error('too late')));
    expect(await storage.leases.renew(lost.lease)).toBe(true);
    expect(await claim()).toEqual([]);
  });

  it('fails when it cannot write down what failed, naming each', async () => {
    const { work, claim, storage } = await setUp(2);
    const claimed = await claim();
    storage.database.goOffline();
    const attempt = work.doAll(claimed, () => Promise.reject(new Error('It makes no sense')));
    await expect(attempt).rejects.toMatchObject({ message: '2 of 2 failed.', errors: [{}, {}] });
  });

  it('hands each unit to one of twenty who work at once', async () => {
    const { work, claim } = await setUp(30);
    const done: string[] = [];
    await race(20, async () =>
      work.doAll(await claim(), async ({ id }) => {
        done.push(id);
      }),
    );
    expect(done).toHaveLength(30);
    expect(new Set(done).size).toBe(30);
  });
});
