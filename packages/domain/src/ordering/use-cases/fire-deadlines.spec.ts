import {
  aDeadline,
  aLeasedWork,
  anId,
  aUser,
  Barrier,
  FakeClock,
  inMemoryStorage,
  TEST_EPOCH,
  until,
} from '@2krika/domain/testing';
import { after, HOUR, MINUTE, pageRequest } from '../../kernel/index.js';
import { MAX_ATTEMPTS, type Deadline } from '../../platform/index.js';
import { FireDeadlines, type DeadlineEvent } from './fire-deadlines.js';

describe('FireDeadlines', () => {
  function setUp() {
    const storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const fired: string[] = [];
    const handlers = new Map<DeadlineEvent, (id: string) => Promise<void>>();
    const handle = (event: DeadlineEvent) => async (id: string) => {
      await handlers.get(event)?.(id);
      fired.push(`${event} of ${id}`);
    };
    const fireDeadlines = new FireDeadlines(
      storage.unitOfWork,
      storage.deadlines,
      {
        expire_payment: handle('expire_payment'),
        auto_complete: handle('auto_complete'),
        abandon_draft: handle('abandon_draft'),
        release_claim: handle('release_claim'),
        expire_approval: handle('expire_approval'),
      },
      aLeasedWork(storage, clock),
      clock,
    );
    const arm = async (overrides: Partial<Deadline> = {}) => {
      const deadline = aDeadline(overrides);
      await storage.deadlines.arm(deadline, TEST_EPOCH);
      return deadline;
    };
    return { storage, clock, fired, handlers, fireDeadlines, arm };
  }

  it('fires what is due, once, each by the handler of its event', async () => {
    const { storage, clock, fired, fireDeadlines, arm } = setUp();
    const expiry = await arm();
    const completion = await arm({ event: 'auto_complete', fireAt: after(TEST_EPOCH, MINUTE) });
    expect(await fireDeadlines.execute()).toBe(1);
    expect(fired).toEqual([`expire_payment of ${expiry.aggregateId}`]);
    clock.advance(MINUTE);
    expect(await fireDeadlines.execute()).toBe(1);
    expect(await fireDeadlines.execute()).toBe(0);
    expect(fired.slice(1)).toEqual([`auto_complete of ${completion.aggregateId}`]);
    expect(await storage.deadlines.armedFor(expiry)).toEqual([]);
  });

  it('leaves what its handler arms anew', async () => {
    const { storage, handlers, fireDeadlines, arm } = setUp();
    const first = await arm();
    const postponed = { ...first, id: anId(), fireAt: after(TEST_EPOCH, MINUTE) };
    handlers.set('expire_payment', () =>
      storage.unitOfWork.run(({ deadlines }) => deadlines.arm(postponed, TEST_EPOCH)),
    );
    await fireDeadlines.execute();
    expect(await storage.deadlines.armedFor(first)).toEqual([postponed]);
  });

  it('keeps a deadline armed whose handler fails, and fires the others', async () => {
    const { storage, fired, handlers, fireDeadlines, arm } = setUp();
    const [broken, sound] = [await arm(), await arm({ event: 'auto_complete' })];
    handlers.set('expire_payment', () => Promise.reject(new Error('It makes no sense')));
    expect(await fireDeadlines.execute()).toBe(2);
    expect(fired).toEqual([`auto_complete of ${sound.aggregateId}`]);
    expect(await storage.deadlines.armedFor(broken)).toEqual([broken]);
  });

  it('tries again what failed after a pause, and gives it up in the end', async () => {
    const { storage, clock, handlers, fireDeadlines, arm } = setUp();
    const broken = await arm();
    handlers.set('expire_payment', () => Promise.reject(new Error('It makes no sense')));
    expect(await fireDeadlines.execute()).toBe(1);
    expect(await fireDeadlines.execute()).toBe(0);
    for (let failures = 1; failures < MAX_ATTEMPTS; failures += 1) {
      clock.advance(HOUR);
      expect(await fireDeadlines.execute()).toBe(1);
    }
    clock.advance(HOUR);
    expect(await fireDeadlines.execute()).toBe(0);
    expect((await storage.deadLetters.list(pageRequest())).results).toMatchObject([
      { queue: 'deadlines', unitId: broken.id, error: 'Error: It makes no sense' },
    ]);
  });

  it('fails for an event nobody handles, even one named like a method of every object', async () => {
    const { storage, clock, fireDeadlines, arm } = setUp();
    const deadline = await arm({ event: 'toString' });
    for (let failures = 0; failures < MAX_ATTEMPTS; failures += 1) {
      await fireDeadlines.execute();
      clock.advance(HOUR);
    }
    const [letter] = (await storage.deadLetters.list(pageRequest())).results;
    expect(letter?.error).toBe('Error: Nobody handles the deadline toString.');
    expect(await storage.deadlines.armedFor(deadline)).toEqual([deadline]);
  });

  it('waits for a step of the same aggregate that arms the event anew, and neither is refused', async () => {
    const { storage, handlers, fireDeadlines, arm } = setUp();
    const owner = aUser();
    await storage.users.add(owner);
    const due = await arm({ aggregateId: owner.id });
    const next = { ...due, id: anId(), fireAt: after(TEST_EPOCH, MINUTE) };
    const tries = { step: 0, firing: 0 };
    handlers.set('expire_payment', (id) =>
      storage.unitOfWork.run(async ({ users }) => {
        tries.firing += 1;
        await users.getForUpdate(id);
      }),
    );
    const [locked, firing] = [new Barrier(2), new Barrier(2)];
    const step = storage.unitOfWork.run(async ({ users, deadlines }) => {
      tries.step += 1;
      await users.getForUpdate(owner.id);
      await locked.arrive();
      await firing.arrive();
      await deadlines.arm(next, TEST_EPOCH);
    });
    await locked.arrive();
    const fired = fireDeadlines.execute();
    await until(() => storage.database.waiting === 1);
    await firing.arrive();
    await Promise.all([step, fired]);
    expect(tries).toEqual({ step: 1, firing: 1 });
    expect(await storage.deadlines.armedFor(due)).toEqual([next]);
  });
});
