import {
  EmailTaken,
  PhoneTaken,
  StaleVersion,
  User,
  UserNotFound,
  UsernameTaken,
  type UnitOfWork,
  type UserRepository,
  type UserState,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, aPhone, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface UserRepositoryPorts {
  readonly users: UserRepository;
  readonly unitOfWork: UnitOfWork<{ users: UserRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

/** Every state a user can be in; between them, every field is filled. */
function everyState(): Readonly<Record<string, Partial<UserState>>> {
  return {
    unverified: {
      isActive: false,
      emailVerifiedAt: null,
      locale: 'en',
      timezone: 'Africa/Abidjan',
      country: 'CI',
    },
    active: {
      phone: aPhone(),
      phoneVerifiedAt: LATER,
      lastLoginAt: LATER,
      bio: 'Graphiste à Douala',
    },
    away: { awayFrom: TEST_EPOCH, awayUntil: LATER, awayMessage: 'En congé', avatarUploadId: anId() },
    identified: { kycStatus: 'approved', kycLevel: 3, sellerLevel: 'top' },
    suspended: { suspendedAt: LATER, suspensionReason: 'Plaintes répétées' },
    banned: { bannedAt: LATER },
    deactivated: { deactivatedAt: LATER },
    anonymized: { deactivatedAt: TEST_EPOCH, anonymizedAt: LATER },
  };
}

export function userRepositoryContract(open: Open<UserRepositoryPorts>): void {
  describe('UserRepository', () => {
    let users: UserRepository;
    let unitOfWork: UserRepositoryPorts['unitOfWork'];

    beforeEach(async () => {
      ({ users, unitOfWork } = await open());
    });

    it('answers null, or refuses, for a user nobody added', async () => {
      expect(await users.find(anId())).toBeNull();
      expect(await users.findByLogin('nobody@example.com')).toBeNull();
      await expect(unitOfWork.run((scope) => scope.users.getForUpdate(anId()))).rejects.toThrow(UserNotFound);
    });

    it('locks only inside a transaction', async () => {
      await expect(users.getForUpdate(anId())).rejects.toThrow('only inside a transaction');
    });

    it.each(Object.keys(everyState()))('gives back an added user that is %s as it was', async (state) => {
      const user = aUser(everyState()[state]);
      await users.add(user);
      expect((await users.find(user.id))?.snapshot()).toEqual(user.snapshot());
    });

    it.each(Object.keys(everyState()))('gives back a user that became %s as it was saved', async (state) => {
      const added = aUser();
      await users.add(added);
      const changed = User.rehydrate({ ...aUser(everyState()[state]).snapshot(), id: added.id, version: 0 });
      await users.save(changed);
      expect(changed.version).toBe(1);
      expect((await users.find(added.id))?.snapshot()).toEqual(changed.snapshot());
    });

    it('finds a user by address and by username, and nobody else', async () => {
      const user = aUser();
      await users.add(user);
      await users.add(aUser());
      const { email, username } = user.snapshot();
      expect((await users.findByLogin(email))?.id).toBe(user.id);
      expect((await users.findByLogin(username))?.id).toBe(user.id);
    });

    it('shows no change that was not saved', async () => {
      const user = aUser({ emailVerifiedAt: null, isActive: false });
      await users.add(user);
      user.verifyEmail(LATER);
      expect((await users.find(user.id))?.status).toBe('unverified');
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const user = aUser();
      const work = unitOfWork.run(async (scope) => {
        await scope.users.add(user);
        expect(await scope.users.find(user.id)).not.toBeNull();
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await users.find(user.id)).toBeNull();
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const user = aUser();
      const transaction = await users.begin();
      try {
        await users.add(user, { transaction });
        expect(await users.find(user.id)).toBeNull();
        expect((await users.find(user.id, { transaction }))?.id).toBe(user.id);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect((await users.find(user.id))?.id).toBe(user.id);
    });

    it('refuses the id, address, username or phone of another user', async () => {
      const user = aUser({ phone: aPhone(), phoneVerifiedAt: LATER });
      await users.add(user);
      const { id, email, username, phone } = user.snapshot();
      await expect(users.add(aUser({ id }))).rejects.toMatchObject({ code: 'kernel.already_exists' });
      await expect(users.add(aUser({ email }))).rejects.toThrow(EmailTaken);
      await expect(users.add(aUser({ username }))).rejects.toThrow(UsernameTaken);
      await expect(users.add(aUser({ phone }))).rejects.toThrow(PhoneTaken);
      const other = aUser();
      await users.add(other);
      await expect(users.save(User.rehydrate({ ...other.snapshot(), email }))).rejects.toThrow(EmailTaken);
    });

    it('forgets a deleted user, whose address, username and phone are free again', async () => {
      const deleted = aUser({ deletedAt: LATER, phone: aPhone() });
      await users.add(deleted);
      const { email, username, phone } = deleted.snapshot();
      expect(await users.find(deleted.id)).toBeNull();
      expect(await users.findByLogin(email)).toBeNull();
      await expect(unitOfWork.run((scope) => scope.users.getForUpdate(deleted.id))).rejects.toThrow(
        UserNotFound,
      );
      await expect(users.add(aUser({ email, username, phone }))).resolves.toBeUndefined();
    });

    it('brings a deleted user back for whoever asks for it, unless somebody else has its address by then', async () => {
      const [deleted, living] = [aUser({ deletedAt: LATER }), aUser()];
      for (const user of [deleted, living]) await users.add(user);
      const restore = (id: string) =>
        unitOfWork.run(async (scope) => {
          const user = await scope.users.getEvenDeletedForUpdate(id);
          expect(user.restore(TEST_EPOCH)).toBe(id === deleted.id);
          await scope.users.save(user);
        });
      await restore(deleted.id);
      await restore(living.id);
      expect((await users.find(deleted.id))?.snapshot()).toMatchObject({ deletedAt: null, version: 1 });
      await expect(restore(anId())).rejects.toThrow(UserNotFound);
      const late = aUser({ deletedAt: LATER, email: living.snapshot().email });
      await users.add(late);
      const attempt = unitOfWork.run(async (scope) => {
        const user = await scope.users.getEvenDeletedForUpdate(late.id);
        user.restore(TEST_EPOCH);
        await scope.users.save(user);
      });
      await expect(attempt).rejects.toThrow(EmailTaken);
      expect(await users.find(late.id)).toBeNull();
    });

    it('refuses to save what somebody else saved since', async () => {
      const user = aUser();
      await users.add(user);
      const stale = User.rehydrate(user.snapshot());
      await users.save(user);
      await expect(users.save(stale)).rejects.toThrow(StaleVersion);
      await expect(users.save(aUser())).rejects.toThrow(StaleVersion);
    });

    it('gives an address to exactly one of twenty who want it at once', async () => {
      const { email } = aUser().snapshot();
      const { won, lost } = await race(20, () => users.add(aUser({ email })));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof EmailTaken)).toBe(true);
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const user = aUser();
      await users.add(user);
      const { won, lost } = await race(20, () => users.save(User.rehydrate(user.snapshot())));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
    });

    it('makes twenty who lock the same user wait for each other', async () => {
      const user = aUser({ kycLevel: 0 });
      await users.add(user);
      await race(20, () =>
        unitOfWork.run(async (scope) => {
          const locked = (await scope.users.getForUpdate(user.id)).snapshot();
          await scope.users.save(User.rehydrate({ ...locked, kycLevel: locked.kycLevel + 1 }));
        }),
      );
      expect((await users.find(user.id))?.snapshot().kycLevel).toBe(20);
    });
  });
}
