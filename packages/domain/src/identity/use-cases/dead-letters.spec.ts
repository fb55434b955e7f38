import { anId, aWebhookEvent, FakeClock, inMemoryStorage, TEST_EPOCH, unique } from '@2krika/domain/testing';
import { DeadLetterNotFound } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';
import { ListDeadLetters } from './list-dead-letters.js';
import { ReplayDeadLetter } from './replay-dead-letter.js';

const OPERATOR: Actor = { userId: anId(), permissions: new Set(['ops:operate']) };
const OTHERS: Actor = { userId: anId(), permissions: new Set(['orders:operate', 'audit:read']) };

describe('dead letters', () => {
  async function setUp() {
    const storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    const event = aWebhookEvent();
    await storage.webhookInbox.receive(event);
    const claim = () => storage.webhookInbox.claim(clock.now(), 10);
    const [claimed] = await claim();
    if (!claimed) throw new Error('What was received is to be claimed.');
    const error = `Error: ${unique()}`;
    await storage.leases.bury(claimed.lease, error, clock.now());
    return {
      storage,
      ...{ clock, claim, error, unitId: event.id },
      listDeadLetters: new ListDeadLetters(storage.deadLetters),
      replayDeadLetter: new ReplayDeadLetter(storage.unitOfWork, clock),
    };
  }

  it('are shown to whoever operates the platform, with why they died', async () => {
    const { listDeadLetters, unitId, error } = await setUp();
    expect((await listDeadLetters.execute({ actor: OPERATOR })).results).toEqual([
      { queue: 'webhooks', unitId, attempts: 1, error, deadAt: TEST_EPOCH },
    ]);
    await expect(listDeadLetters.execute({ actor: OTHERS })).rejects.toThrow(PermissionMissing);
  });

  it('are tried again when they are replayed, and the replay is kept', async () => {
    const { storage, claim, listDeadLetters, replayDeadLetter, unitId } = await setUp();
    expect(await claim()).toEqual([]);
    await replayDeadLetter.execute({ actor: OPERATOR, queue: 'webhooks', unitId, reason: 'Corrigé' });
    expect(await claim()).toMatchObject([{ unit: { id: unitId }, lease: { attempts: 0 } }]);
    expect((await listDeadLetters.execute({ actor: OPERATOR })).results).toEqual([]);
    expect(await storage.auditLog.about('dead_letter', unitId, 10)).toMatchObject([
      { actorId: OPERATOR.userId, action: 'ops:operate', reason: 'Corrigé', diff: { queue: 'webhooks' } },
    ]);
  });

  it.each([
    ['by whoever may not', OTHERS, 'webhooks', PermissionMissing],
    ['of another queue', OPERATOR, 'outbox', DeadLetterNotFound],
  ] as const)('are not replayed %s, and nothing is kept', async (_, actor, queue, refusal) => {
    const { storage, claim, replayDeadLetter, unitId } = await setUp();
    const attempt = replayDeadLetter.execute({ actor, queue, unitId, reason: 'Corrigé' });
    await expect(attempt).rejects.toThrow(refusal);
    expect(await claim()).toEqual([]);
    expect(await storage.auditLog.about('dead_letter', unitId, 10)).toEqual([]);
  });
});
