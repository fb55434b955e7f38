import {
  anId,
  Barrier,
  FakeClock,
  FakeVault,
  inMemoryStorage,
  race,
  TEST_EPOCH,
  Undo,
} from '@2krika/domain/testing';
import { after, DAY, Unavailable, type Json } from '../../kernel/index.js';
import {
  IdempotencyInProgress,
  IdempotencyKeyReused,
  type IdempotentRequest,
} from '../model/idempotency-key.js';
import { Idempotently } from './idempotently.js';

describe('Idempotently', () => {
  function setUp() {
    const storage = inMemoryStorage({ lockTimeout: 50 });
    const [clock, vault] = [new FakeClock(TEST_EPOCH), new FakeVault()];
    const idempotently = new Idempotently(storage.unitOfWork, vault, clock);
    const request: IdempotentRequest = { scope: anId(), route: 'POST /v1/orders', key: 'k-1', hash: 'first' };
    const [resourceType, resourceId] = ['order', anId()];
    return {
      storage,
      ...{ clock, vault, idempotently, request },
      /** An effect that can be counted, in a unit of work of its own. */
      effect: (answer: Json) => () =>
        storage.unitOfWork.run(async ({ auditLog }) => {
          await auditLog.record({
            actorId: null,
            ...{ actorKind: 'system', action: 'orders:place', resourceType, resourceId },
            ...{ diff: {}, reason: null, at: clock.now() },
          });
          return answer;
        }),
      effects: async () => (await storage.auditLog.about(resourceType, resourceId, 1_000)).length,
    };
  }

  it('answers a repeat word for word, with no second effect', async () => {
    const { idempotently, request, effect, effects } = setUp();
    const answer = { id: 'o-1', total: '10000', tags: [1, null, true] };
    expect(await idempotently.execute(request, effect(answer))).toEqual({ answer, replayed: false });
    expect(await idempotently.execute(request, effect('another'))).toEqual({ answer, replayed: true });
    expect(await effects()).toBe(1);
  });

  it('replays an answer that is null', async () => {
    const { idempotently, request, effect } = setUp();
    await idempotently.execute(request, effect(null));
    expect(await idempotently.execute(request, effect('another'))).toEqual({ answer: null, replayed: true });
  });

  it('takes the key of another person or for another operation for another key', async () => {
    const { idempotently, request, effect, effects } = setUp();
    for (const other of [request, { ...request, scope: anId() }, { ...request, route: 'POST /v1/refunds' }]) {
      expect(await idempotently.execute(other, effect('done'))).toMatchObject({ replayed: false });
    }
    expect(await effects()).toBe(3);
  });

  it('refuses a key that was used for something else', async () => {
    const { idempotently, request, effect, effects } = setUp();
    await idempotently.execute(request, effect('done'));
    const reused = idempotently.execute({ ...request, hash: 'other words' }, effect('done'));
    await expect(reused).rejects.toThrow(IdempotencyKeyReused);
    expect(await effects()).toBe(1);
  });

  it('says that the first request is still running, and answers once it is done', async () => {
    const { idempotently, request, effect, effects } = setUp();
    const [begun, refused] = [new Barrier(2), new Barrier(2)];
    const first = idempotently.execute(request, async () => {
      await begun.arrive();
      await refused.arrive();
      return effect('done')();
    });
    await begun.arrive();
    await expect(idempotently.execute(request, effect('again'))).rejects.toThrow(IdempotencyInProgress);
    await refused.arrive();
    await first;
    expect(await idempotently.execute(request, effect('again'))).toEqual({ answer: 'done', replayed: true });
    expect(await effects()).toBe(1);
  });

  it('leaves neither key nor effect of work that was refused', async () => {
    const { idempotently, request, effect, effects } = setUp();
    const refused = idempotently.execute(request, async () => {
      await effect('done')();
      throw new Undo();
    });
    await expect(refused).rejects.toThrow(Undo);
    expect(await effects()).toBe(0);
    const another = { ...request, hash: 'corrected' };
    expect(await idempotently.execute(another, effect('done'))).toMatchObject({ replayed: false });
  });

  it('stores of what a request says only a keyed digest', async () => {
    const { storage, vault, idempotently, request, effect, clock } = setUp();
    await idempotently.execute(request, effect('done'));
    const stored = await storage.idempotencyKeys.claim(request, clock.now(), clock.now());
    expect(stored?.hash).toBe(vault.digest(request.hash));
    expect(stored?.hash).not.toBe(request.hash);
  });

  it('remembers a key for thirty days', async () => {
    const { storage, idempotently, request, effect, clock } = setUp();
    await idempotently.execute(request, effect('done'));
    expect(await storage.idempotencyKeys.claim(request, clock.now(), clock.now())).toMatchObject({
      createdAt: TEST_EPOCH,
      expiresAt: after(TEST_EPOCH, 30 * DAY),
    });
  });

  it('says that the store does not answer, and is not mistaken for a rival', async () => {
    const { storage, idempotently, request, effect } = setUp();
    storage.database.goOffline();
    await expect(idempotently.execute(request, effect('done'))).rejects.toThrow(Unavailable);
  });

  it('has one effect when fifty send the same request at once', async () => {
    const { idempotently, request, effect, effects } = setUp();
    const { won, lost } = await race(50, () => idempotently.execute(request, effect('done')));
    expect(won.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const { answer } of won) expect(answer).toBe('done');
    for (const error of lost) expect(error).toBeInstanceOf(IdempotencyInProgress);
    expect(await effects()).toBe(1);
  });
});
