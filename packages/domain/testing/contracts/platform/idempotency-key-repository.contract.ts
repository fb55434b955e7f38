import {
  after,
  DAY,
  IdempotencyKeyUnclaimed,
  LockTimeout,
  type IdempotencyKeyRepository,
  type IdempotentRequest,
  type UnitOfWork,
} from '@2krika/domain';
import { Barrier, race } from '../../concurrency.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface IdempotencyKeyRepositoryPorts {
  readonly idempotencyKeys: IdempotencyKeyRepository;
  readonly unitOfWork: UnitOfWork<{ idempotencyKeys: IdempotencyKeyRepository }>;
}

const EXPIRES_AT = after(TEST_EPOCH, DAY);

function aRequest(overrides: Partial<IdempotentRequest> = {}): IdempotentRequest {
  return { scope: anId(), route: 'POST /v1/orders', key: anId(), hash: anId(), ...overrides };
}

export function idempotencyKeyRepositoryContract(open: Open<IdempotencyKeyRepositoryPorts>): void {
  describe('IdempotencyKeyRepository', () => {
    let unitOfWork: IdempotencyKeyRepositoryPorts['unitOfWork'];

    beforeEach(async () => {
      ({ unitOfWork } = await open());
    });

    const claim = (request: IdempotentRequest) =>
      unitOfWork.run(({ idempotencyKeys }) => idempotencyKeys.claim(request, TEST_EPOCH, EXPIRES_AT));
    const claimAndAnswer = (
      request: IdempotentRequest,
      answer: { status: number; body: null | { total: string } },
    ) =>
      unitOfWork.run(async ({ idempotencyKeys }) => {
        const known = await idempotencyKeys.claim(request, TEST_EPOCH, EXPIRES_AT);
        if (!known) await idempotencyKeys.answer(request, answer);
        return known;
      });

    it('gives a new key to whoever claims it first, and its answer to whoever comes next', async () => {
      const request = aRequest();
      const answer = { status: 201, body: { total: '9007199254740991' } };
      expect(await claimAndAnswer(request, answer)).toBeNull();
      expect(await claim(request)).toEqual({
        ...request,
        answer,
        createdAt: TEST_EPOCH,
        expiresAt: EXPIRES_AT,
      });
    });

    it('gives the same key anew for another scope and another route', async () => {
      const request = aRequest();
      await claimAndAnswer(request, { status: 200, body: null });
      expect(await claim({ ...request, scope: anId() })).toBeNull();
      expect(await claim({ ...request, route: 'POST /v1/services' })).toBeNull();
    });

    it('keeps apart the answers to the same key in other scopes and routes', async () => {
      const request = aRequest();
      const others = [request, { ...request, scope: anId() }, { ...request, route: 'POST /v1/services' }];
      for (const [index, other] of others.entries())
        expect(await claimAndAnswer(other, { status: index, body: null })).toBeNull();
      for (const [index, other] of others.entries())
        expect((await claim(other))?.answer).toEqual({ status: index, body: null });
    });

    it('refuses to answer a key nobody claimed', async () => {
      const request = aRequest();
      const work = unitOfWork.run(({ idempotencyKeys }) => idempotencyKeys.answer(request, null));
      await expect(work).rejects.toThrow(IdempotencyKeyUnclaimed);
      expect(await claim(request)).toBeNull();
    });

    it('answers the first words of a key whose words changed', async () => {
      const request = aRequest();
      await claimAndAnswer(request, { status: 200, body: null });
      expect((await claim({ ...request, hash: 'other words' }))?.hash).toBe(request.hash);
    });

    it('keeps no key of a transaction that rolled back', async () => {
      const request = aRequest();
      const work = unitOfWork.run(async ({ idempotencyKeys }) => {
        await idempotencyKeys.claim(request, TEST_EPOCH, EXPIRES_AT);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await claimAndAnswer(request, { status: 200, body: null })).toBeNull();
    });

    it('gives one key to exactly one of twenty, and the others its answer', async () => {
      const request = aRequest();
      const { won, lost } = await race(20, () => claimAndAnswer(request, { status: 201, body: null }));
      expect(lost).toEqual([]);
      const replayed = won.filter((known) => known !== null);
      expect(replayed).toHaveLength(19);
      for (const { answer } of replayed) expect(answer).toEqual({ status: 201, body: null });
    });

    it('lets a rival of a claim that takes too long go, saying so', async () => {
      const request = aRequest();
      const claimed = new Barrier(2);
      const refused = new Barrier(2);
      const first = unitOfWork.run(async ({ idempotencyKeys }) => {
        await idempotencyKeys.claim(request, TEST_EPOCH, EXPIRES_AT);
        await claimed.arrive();
        await refused.arrive();
        await idempotencyKeys.answer(request, null);
      });
      await claimed.arrive();
      await expect(claim(request)).rejects.toThrow(LockTimeout);
      await refused.arrive();
      await first;
    });
  });
}
