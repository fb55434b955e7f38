import {
  after,
  DAY,
  Earning,
  StaleVersion,
  type EarningRecord,
  type EarningRepository,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anEarning } from '../../factories/ledger/earning-factory.js';
import { unitsOf } from '../../fakes/platform/leased-work.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface EarningRepositoryPorts {
  readonly users: UserRepository;
  readonly earnings: EarningRepository;
  readonly unitOfWork: UnitOfWork<{ earnings: EarningRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

const EVERY_STATE: Readonly<Record<string, Partial<EarningRecord>>> = {
  pending: { currency: 'XOF' },
  available: { clearedAt: LATER },
  'partially reversed': { clearedAt: LATER, reversedAmount: 8_416n },
  reversed: { reversedAmount: 42_500n },
};

export function earningRepositoryContract(open: Open<EarningRepositoryPorts>): void {
  describe('EarningRepository', () => {
    let earnings: EarningRepository;
    let unitOfWork: EarningRepositoryPorts['unitOfWork'];
    let sellerId: string;

    beforeEach(async () => {
      const ports = await open();
      ({ earnings, unitOfWork } = ports);
      const seller = aUser();
      await ports.users.add(seller);
      sellerId = seller.id;
    });

    const stored = async (id: string) => (await earnings.find(id))?.snapshot();

    it('answers null for an earning nobody added', async () => {
      expect(await earnings.find(anId())).toBeNull();
      expect(await unitOfWork.run((scope) => scope.earnings.findByOrderForUpdate(anId()))).toBeNull();
    });

    it.each(Object.keys(EVERY_STATE))('gives back an earning that is %s as it was', async (state) => {
      const added = anEarning(sellerId, EVERY_STATE[state]);
      await earnings.add(added);
      expect(await stored(added.id)).toEqual(added.snapshot());
    });

    it.each(Object.keys(EVERY_STATE))(
      'gives back an earning that became %s as it was saved',
      async (state) => {
        const added = anEarning(sellerId, { ...EVERY_STATE[state], clearedAt: null, reversedAmount: 0n });
        await earnings.add(added);
        const changed = Earning.rehydrate({ ...added.snapshot(), ...EVERY_STATE[state], updatedAt: LATER });
        await earnings.save(changed);
        expect(changed.version).toBe(1);
        expect(await stored(added.id)).toEqual(changed.snapshot());
      },
    );

    it('finds the earning of an order', async () => {
      const earning = anEarning(sellerId);
      for (const added of [earning, anEarning(sellerId)]) await earnings.add(added);
      const { orderId } = earning.snapshot();
      const found = await unitOfWork.run((scope) => scope.earnings.findByOrderForUpdate(orderId));
      expect(found?.snapshot()).toEqual(earning.snapshot());
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const earning = anEarning(sellerId);
      const work = unitOfWork.run(async (scope) => {
        await scope.earnings.add(earning);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await earnings.find(earning.id)).toBeNull();
    });

    it('refuses the id or the order of another earning', async () => {
      const earning = anEarning(sellerId);
      await earnings.add(earning);
      const { id, orderId } = earning.snapshot();
      for (const taken of [{ id }, { orderId }]) {
        await expect(earnings.add(anEarning(sellerId, taken))).rejects.toMatchObject({
          code: 'kernel.already_exists',
        });
      }
    });

    it('refuses to save what somebody else saved since', async () => {
      const earning = anEarning(sellerId);
      await earnings.add(earning);
      const stale = Earning.rehydrate(earning.snapshot());
      await earnings.save(earning);
      await expect(earnings.save(stale)).rejects.toThrow(StaleVersion);
      await expect(earnings.save(anEarning(sellerId))).rejects.toThrow(StaleVersion);
    });

    it('keeps one of twenty earnings added for one order', async () => {
      const orderId = anId();
      const { won, lost } = await race(20, () => earnings.add(anEarning(sellerId, { orderId })));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toMatchObject({ code: 'kernel.already_exists' });
    });

    it('makes twenty who lock the same earning wait for each other', async () => {
      const earning = anEarning(sellerId);
      await earnings.add(earning);
      const { orderId } = earning.snapshot();
      await race(20, () =>
        unitOfWork.run(async (scope) => {
          const locked = (await scope.earnings.findByOrderForUpdate(orderId))?.snapshot();
          if (!locked) throw new Undo();
          const reversedAmount = locked.reversedAmount + 1n;
          await scope.earnings.save(Earning.rehydrate({ ...locked, reversedAmount }));
        }),
      );
      expect((await stored(earning.id))?.reversedAmount).toBe(20n);
    });

    // Years ago, so that nothing another test added is due.
    it('hands each due earning to one worker, longest due first, and none that is not due', async () => {
      const now = new Date('2001-05-01T00:00:00Z');
      const due = [3, 1, 2].map((days) => anEarning(sellerId, { clearsAt: after(now, -days * DAY) }));
      const others = [
        anEarning(sellerId, { clearsAt: after(now, 1) }),
        anEarning(sellerId, { clearsAt: now, clearedAt: now }),
      ];
      for (const earning of [...due, ...others]) await earnings.add(earning);
      const claims = [unitsOf(await earnings.claimDue(now, 2)), unitsOf(await earnings.claimDue(now, 2))];
      expect(claims).toEqual([[due[0]?.id, due[2]?.id], [due[1]?.id]]);
      expect(await earnings.claimDue(now, 2)).toEqual([]);
    });

    it('offers an earning again once whoever held it saved it', async () => {
      const now = new Date('2000-05-01T00:00:00Z');
      const earning = anEarning(sellerId, { clearsAt: now });
      await earnings.add(earning);
      expect(unitsOf(await earnings.claimDue(now, 10))).toEqual([earning.id]);
      await earnings.save(earning);
      expect(unitsOf(await earnings.claimDue(now, 10))).toEqual([earning.id]);
      earning.clear(now);
      await earnings.save(earning);
      expect(await earnings.claimDue(now, 10)).toEqual([]);
    });

    it('hands no earning to two of twenty workers', async () => {
      const now = new Date('1999-05-01T00:00:00Z');
      const due = Array.from({ length: 20 }, () => anEarning(sellerId, { clearsAt: now }));
      for (const earning of due) await earnings.add(earning);
      const { won, lost } = await race(20, async () => unitsOf(await earnings.claimDue(now, 3)));
      expect(lost).toEqual([]);
      const claimed = won.flat();
      expect(new Set(claimed).size).toBe(claimed.length);
      expect(claimed.length).toBeGreaterThan(0);
    });

    it('keeps instants to the millisecond', async () => {
      const earning = anEarning(sellerId, { clearsAt: LATER, createdAt: TEST_EPOCH, updatedAt: LATER });
      await earnings.add(earning);
      expect((await stored(earning.id))?.clearsAt).toEqual(LATER);
    });
  });
}
