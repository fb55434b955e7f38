import {
  AlreadyExists,
  InvalidOneTimeToken,
  OneTimeToken,
  StaleVersion,
  type OneTimeTokenRepository,
  type OneTimeTokenState,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aOneTimeToken } from '../../factories/identity/session-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface OneTimeTokenRepositoryPorts {
  readonly users: UserRepository;
  readonly oneTimeTokens: OneTimeTokenRepository;
  readonly unitOfWork: UnitOfWork<{ oneTimeTokens: OneTimeTokenRepository }>;
}

const LATER = new Date('2026-01-05T10:20:30.456Z');

const EVERY_STATE: Readonly<Record<string, Partial<OneTimeTokenState>>> = {
  unused: { purpose: 'verify_email' },
  used: { purpose: 'verify_email', usedAt: LATER },
  'for a new password': { purpose: 'reset_password' },
};

export function oneTimeTokenRepositoryContract(open: Open<OneTimeTokenRepositoryPorts>): void {
  describe('OneTimeTokenRepository', () => {
    let oneTimeTokens: OneTimeTokenRepository;
    let unitOfWork: OneTimeTokenRepositoryPorts['unitOfWork'];
    let userId: string;

    beforeEach(async () => {
      const ports = await open();
      ({ oneTimeTokens, unitOfWork } = ports);
      const user = aUser();
      await ports.users.add(user);
      userId = user.id;
    });

    const stored = async (token: OneTimeToken) => {
      const { purpose, secretHash } = token.snapshot();
      const found = await unitOfWork.run((scope) =>
        scope.oneTimeTokens.findBySecretHashForUpdate(purpose, secretHash),
      );
      return found?.snapshot();
    };

    it('answers null for a secret nobody has, and for one of another purpose', async () => {
      const token = aOneTimeToken(userId, { purpose: 'verify_email' });
      await oneTimeTokens.add(token);
      const asReset = OneTimeToken.rehydrate({ ...token.snapshot(), purpose: 'reset_password' });
      expect(await stored(aOneTimeToken(userId))).toBeUndefined();
      expect(await stored(asReset)).toBeUndefined();
    });

    it('locks only inside a transaction', async () => {
      await expect(oneTimeTokens.findBySecretHashForUpdate('verify_email', anId())).rejects.toThrow(
        'only inside a transaction',
      );
    });

    it.each(Object.keys(EVERY_STATE))('gives back a token that is %s as it was', async (state) => {
      const token = aOneTimeToken(userId, EVERY_STATE[state]);
      await oneTimeTokens.add(token);
      expect(await stored(token)).toEqual(token.snapshot());
    });

    it('gives back a token as it was saved', async () => {
      const token = aOneTimeToken(userId);
      await oneTimeTokens.add(token);
      token.use(LATER);
      await oneTimeTokens.save(token);
      expect(await stored(token)).toEqual(token.snapshot());
    });

    it('ends the earlier unused tokens of the same user and purpose', async () => {
      const first = aOneTimeToken(userId);
      const otherPurpose = aOneTimeToken(userId, { purpose: 'reset_password' });
      const second = aOneTimeToken(userId);
      for (const token of [first, otherPurpose, second]) await oneTimeTokens.add(token);
      expect((await stored(first))?.usedAt).toEqual(second.snapshot().createdAt);
      expect((await stored(otherPurpose))?.usedAt).toBeNull();
      expect((await stored(second))?.usedAt).toBeNull();
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const first = aOneTimeToken(userId);
      await oneTimeTokens.add(first);
      const second = aOneTimeToken(userId);
      const work = unitOfWork.run(async (scope) => {
        await scope.oneTimeTokens.add(second);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(second)).toBeUndefined();
      expect((await stored(first))?.usedAt).toBeNull();
    });

    it('refuses the id or the secret of another token, and a stale save', async () => {
      const token = aOneTimeToken(userId);
      await oneTimeTokens.add(token);
      const { id, secretHash } = token.snapshot();
      await expect(oneTimeTokens.add(aOneTimeToken(userId, { id }))).rejects.toMatchObject({
        kind: 'conflict',
      });
      await expect(oneTimeTokens.add(aOneTimeToken(userId, { secretHash }))).rejects.toMatchObject({
        kind: 'conflict',
      });
      const fresh = aOneTimeToken(userId);
      await oneTimeTokens.add(fresh);
      const stale = OneTimeToken.rehydrate(fresh.snapshot());
      await oneTimeTokens.save(fresh);
      await expect(oneTimeTokens.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('leaves the earlier token as it is when the next one is refused', async () => {
      const first = aOneTimeToken(userId);
      await oneTimeTokens.add(first);
      const { id } = first.snapshot();
      await expect(oneTimeTokens.add(aOneTimeToken(userId, { id }))).rejects.toThrow(AlreadyExists);
      expect(await stored(first)).toEqual(first.snapshot());
    });

    it('leaves one unused of twenty that are added at once', async () => {
      const tokens = Array.from({ length: 20 }, () => aOneTimeToken(userId));
      const { won, lost } = await race(20, async (racer) => {
        const token = tokens[racer];
        if (token) await oneTimeTokens.add(token);
        return token;
      });
      expect(won.length).toBeGreaterThan(0);
      for (const error of lost) expect(error).toBeInstanceOf(AlreadyExists);
      const found = await Promise.all(tokens.map(stored));
      expect(found.filter((token) => token?.usedAt === null)).toHaveLength(1);
      expect(found.filter((token) => token !== undefined)).toHaveLength(won.length);
    });

    it('lets exactly one of twenty use one secret', async () => {
      const token = aOneTimeToken(userId);
      await oneTimeTokens.add(token);
      const { won, lost } = await race(20, () =>
        unitOfWork.run(async (scope) => {
          const { purpose, secretHash } = token.snapshot();
          const found = await scope.oneTimeTokens.findBySecretHashForUpdate(purpose, secretHash);
          if (!found) throw new Error('The token is gone.');
          found.use(LATER);
          await scope.oneTimeTokens.save(found);
        }),
      );
      expect(won).toHaveLength(1);
      // Each waited for the one before it and saw the secret used, instead of failing to save it.
      for (const error of lost) expect(error).toBeInstanceOf(InvalidOneTimeToken);
    });
  });
}
