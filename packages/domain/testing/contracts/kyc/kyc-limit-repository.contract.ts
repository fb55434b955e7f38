import { after, AlreadyExists, DAY, type KycLimitRepository, type UnitOfWork } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aKycLimit } from '../../factories/kyc/identity-factory.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface KycLimitRepositoryPorts {
  readonly kycLimits: KycLimitRepository;
  readonly unitOfWork: UnitOfWork<{ kycLimits: KycLimitRepository }>;
}

export function kycLimitRepositoryContract(open: Open<KycLimitRepositoryPorts>): void {
  describe('KycLimitRepository', () => {
    let ports: KycLimitRepositoryPorts;
    let kycLimits: KycLimitRepository;

    beforeEach(async () => {
      ports = await open();
      ({ kycLimits } = ports);
    });

    const begun = async (id: string, level: number, now = TEST_EPOCH) =>
      (await kycLimits.listBegun(level, now)).filter((limit) => limit.id === id);

    it.each([
      ['of every country', aKycLimit({ level: 3, perMonth: 9_007_199_254_740_991n })],
      ['of one country', aKycLimit({ level: 1, country: 'CI', currency: 'XOF', perWithdrawal: 0n })],
    ])('gives back a limit %s as it was', async (_, limit) => {
      await kycLimits.add({ ...limit });
      expect(await begun(limit.id, limit.level)).toEqual([limit]);
    });

    it('answers the limits of one level, and only those that have begun', async () => {
      const validFrom = after(TEST_EPOCH, DAY);
      const limit = aKycLimit({ level: 2, validFrom });
      await kycLimits.add(limit);
      expect(await begun(limit.id, 1, validFrom)).toEqual([]);
      expect(await begun(limit.id, 2, after(validFrom, -1))).toEqual([]);
      expect(await begun(limit.id, 2, validFrom)).toEqual([limit]);
    });

    it('refuses a second one of the same level, country and currency from the same instant on', async () => {
      const limit = aKycLimit({ country: 'CM' });
      const { id, ...facts } = limit;
      await kycLimits.add(limit);
      await expect(kycLimits.add(aKycLimit(facts))).rejects.toThrow(AlreadyExists);
      for (const other of [{ level: 1 }, { country: 'GA' }, { country: null }, { currency: 'XOF' } as const])
        await expect(kycLimits.add(aKycLimit({ ...facts, ...other }))).resolves.toBeUndefined();
      await expect(kycLimits.add(aKycLimit({ id }))).rejects.toThrow(AlreadyExists);
      await expect(kycLimits.add(aKycLimit({ ...facts, country: null }))).rejects.toThrow(AlreadyExists);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const limit = aKycLimit();
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.kycLimits.add(limit);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await begun(limit.id, 0)).toEqual([]);
    });

    it('lets exactly one of twenty set the limit of an instant', async () => {
      const { id: _, ...facts } = aKycLimit();
      const { won, lost } = await race(20, () => kycLimits.add(aKycLimit(facts)));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(AlreadyExists);
    });
  });
}
