import {
  PayoutAccountTaken,
  PayoutMethod,
  PayoutMethodNotFound,
  StaleVersion,
  type PayoutMethodRepository,
  type PayoutMethodState,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { anId } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface PayoutMethodRepositoryPorts {
  readonly users: UserRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly unitOfWork: UnitOfWork<{ payoutMethods: PayoutMethodRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

const EVERY_STATE: Readonly<Record<string, Partial<PayoutMethodState>>> = {
  usable: { channel: 'orange_ci', currency: 'XOF', accountMask: '+225••••••07', usableFrom: LATER },
  flagged: { flaggedAt: LATER },
  removed: { deletedAt: LATER },
};

export function payoutMethodRepositoryContract(open: Open<PayoutMethodRepositoryPorts>): void {
  describe('PayoutMethodRepository', () => {
    let payoutMethods: PayoutMethodRepository;
    let unitOfWork: PayoutMethodRepositoryPorts['unitOfWork'];
    let [ownerId, strangerId] = ['', ''];

    beforeEach(async () => {
      const ports = await open();
      ({ payoutMethods, unitOfWork } = ports);
      const [owner, stranger] = [aUser(), aUser()];
      for (const user of [owner, stranger]) await ports.users.add(user);
      [ownerId, strangerId] = [owner.id, stranger.id];
    });

    const stored = async (id: string) => (await payoutMethods.get(id)).snapshot();
    const findOwn = (id: string, userId: string) =>
      unitOfWork.run((scope) => scope.payoutMethods.findOwnForUpdate(id, userId));

    it('refuses, or answers null, for a method nobody added', async () => {
      await expect(payoutMethods.get(anId())).rejects.toThrow(PayoutMethodNotFound);
      await expect(unitOfWork.run((scope) => scope.payoutMethods.getForUpdate(anId()))).rejects.toThrow(
        PayoutMethodNotFound,
      );
      expect(await findOwn(anId(), ownerId)).toBeNull();
    });

    it.each(Object.keys(EVERY_STATE))('gives back a method that is %s as it was', async (state) => {
      const added = aPayoutMethod(ownerId, EVERY_STATE[state]);
      await payoutMethods.add(added);
      expect(await stored(added.id)).toEqual(added.snapshot());
    });

    it.each(['flagged', 'removed'])('gives back a method that became %s as it was saved', async (state) => {
      const method = aPayoutMethod(ownerId);
      await payoutMethods.add(method);
      const changed = PayoutMethod.rehydrate({
        ...method.snapshot(),
        ...EVERY_STATE[state],
        updatedAt: LATER,
      });
      await payoutMethods.save(changed);
      expect(changed.version).toBe(1);
      expect(await stored(method.id)).toEqual(changed.snapshot());
    });

    it("finds one's own method, and nobody else's", async () => {
      const method = aPayoutMethod(ownerId);
      await payoutMethods.add(method);
      expect((await findOwn(method.id, ownerId))?.snapshot()).toEqual(method.snapshot());
      expect(await findOwn(method.id, strangerId)).toBeNull();
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const method = aPayoutMethod(ownerId);
      const work = unitOfWork.run(async (scope) => {
        await scope.payoutMethods.add(method);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      await expect(payoutMethods.get(method.id)).rejects.toThrow(PayoutMethodNotFound);
    });

    it('refuses the number of another method, whosever it is, until that is removed', async () => {
      const method = aPayoutMethod(ownerId);
      await payoutMethods.add(method);
      const { accountDigest } = method.snapshot();
      for (const userId of [ownerId, strangerId]) {
        await expect(payoutMethods.add(aPayoutMethod(userId, { accountDigest }))).rejects.toThrow(
          PayoutAccountTaken,
        );
      }
      method.remove(LATER);
      await payoutMethods.save(method);
      await expect(payoutMethods.add(aPayoutMethod(strangerId, { accountDigest }))).resolves.toBeUndefined();
    });

    it('refuses the id of another method', async () => {
      const method = aPayoutMethod(ownerId);
      await payoutMethods.add(method);
      await expect(payoutMethods.add(aPayoutMethod(ownerId, { id: method.id }))).rejects.toMatchObject({
        code: 'kernel.already_exists',
      });
    });

    it('refuses to save what somebody else saved since', async () => {
      const method = aPayoutMethod(ownerId);
      await payoutMethods.add(method);
      const stale = PayoutMethod.rehydrate(method.snapshot());
      await payoutMethods.save(method);
      await expect(payoutMethods.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('gives a number to exactly one of twenty who want it at once', async () => {
      const accountDigest = anId();
      const { won, lost } = await race(20, () =>
        payoutMethods.add(aPayoutMethod(ownerId, { accountDigest })),
      );
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(PayoutAccountTaken);
    });

    it('makes twenty who lock the same method wait for each other', async () => {
      const method = aPayoutMethod(ownerId, { holderName: '' });
      await payoutMethods.add(method);
      await race(20, () =>
        unitOfWork.run(async (scope) => {
          const locked = (await scope.payoutMethods.getForUpdate(method.id)).snapshot();
          const holderName = `${locked.holderName}x`;
          await scope.payoutMethods.save(PayoutMethod.rehydrate({ ...locked, holderName }));
        }),
      );
      expect((await stored(method.id)).holderName).toHaveLength(20);
    });
  });
}
