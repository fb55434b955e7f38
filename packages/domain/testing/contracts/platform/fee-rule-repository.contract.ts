import {
  after,
  AlreadyExists,
  DAY,
  type FeeRule,
  type FeeRuleRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aFeeRule } from '../../factories/platform/fee-rule-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface FeeRuleRepositoryPorts {
  readonly feeRules: FeeRuleRepository;
  readonly unitOfWork: UnitOfWork<{ feeRules: FeeRuleRepository }>;
}

const LATER = after(TEST_EPOCH, DAY);

/** Rules of every scope and component; between them, every field is filled. */
const EVERY_RULE: Readonly<Record<string, Partial<FeeRule>>> = {
  'the default': { scope: 'default', scopeId: null, component: 'withdrawal_fee', percentBps: 0 },
  "a category's": { scope: 'category', component: 'service_fee', minAmount: 0n, currency: 'XOF' },
  "a seller's": { fixedAmount: 9_007_199_254_740_991n, percentBps: 10_000, validTo: LATER },
  "a seller level's": { scope: 'seller_level', scopeId: 'top', minAmount: 50n, maxAmount: 5_000n },
};

export function feeRuleRepositoryContract(open: Open<FeeRuleRepositoryPorts>): void {
  describe('FeeRuleRepository', () => {
    let ports: FeeRuleRepositoryPorts;
    let feeRules: FeeRuleRepository;

    beforeEach(async () => {
      ports = await open();
      ({ feeRules } = ports);
    });

    const inForce = async (rule: FeeRule, now: Date) => {
      const rules = await feeRules.inForce(rule.currency, now);
      return rules.filter(({ id, scopeId }) => id === rule.id || (scopeId && scopeId === rule.scopeId));
    };

    it.each(Object.keys(EVERY_RULE))('gives back %s rule as it was', async (kind) => {
      const rule = aFeeRule(EVERY_RULE[kind]);
      await feeRules.add(rule);
      expect(await inForce(rule, TEST_EPOCH)).toEqual([rule]);
    });

    it('answers the rules of one currency only', async () => {
      const rule = aFeeRule({ currency: 'XOF' });
      await feeRules.add(rule);
      const ids = (await feeRules.inForce('XAF', TEST_EPOCH)).map(({ id }) => id);
      expect(ids).not.toContain(rule.id);
    });

    it('answers a rule from its beginning, and no longer at its end', async () => {
      const rule = aFeeRule({ validTo: LATER });
      await feeRules.add(rule);
      expect(await inForce(rule, after(TEST_EPOCH, -1))).toEqual([]);
      expect(await inForce(rule, TEST_EPOCH)).toEqual([rule]);
      expect(await inForce(rule, after(LATER, -1))).toEqual([rule]);
      expect(await inForce(rule, LATER)).toEqual([]);
    });

    it('lets a rule begin where another ends', async () => {
      const first = aFeeRule({ validTo: LATER });
      const next = aFeeRule({ scopeId: first.scopeId, validFrom: LATER });
      await feeRules.add(next);
      await feeRules.add(first);
      expect(await inForce(first, TEST_EPOCH)).toEqual([first]);
      expect(await inForce(first, LATER)).toEqual([next]);
    });

    it.each<[string, Partial<FeeRule>]>([
      ['begins before another ends', { validFrom: after(LATER, -1) }],
      ['ends after another begins', { validFrom: new Date(0), validTo: after(TEST_EPOCH, 1) }],
      ['lies within another', { validFrom: after(TEST_EPOCH, 1), validTo: after(TEST_EPOCH, 2) }],
      ['has no end and surrounds another', { validFrom: new Date(0) }],
    ])('refuses a rule that %s', async (_, period) => {
      const rule = aFeeRule({ validTo: LATER });
      await feeRules.add(rule);
      const refused = aFeeRule({ scopeId: rule.scopeId, ...period });
      await expect(feeRules.add(refused)).rejects.toThrow(AlreadyExists);
      expect(await inForce(refused, after(TEST_EPOCH, 1))).toEqual([rule]);
    });

    it('refuses a second default rule of the same component and currency', async () => {
      const [validFrom, validTo] = [new Date('1970-02-01'), new Date('1970-02-02')];
      const period = { scope: 'default', scopeId: null, validFrom, validTo } as const;
      await feeRules.add(aFeeRule(period));
      await expect(feeRules.add(aFeeRule(period))).rejects.toThrow(AlreadyExists);
    });

    it('keeps rules of another component, scope or currency apart', async () => {
      const rule = aFeeRule();
      const { scopeId } = rule;
      await feeRules.add(rule);
      await feeRules.add(aFeeRule({ scopeId, component: 'service_fee' }));
      await feeRules.add(aFeeRule({ scopeId, scope: 'category' }));
      await feeRules.add(aFeeRule({ scopeId, currency: 'XOF' }));
      expect(await inForce(rule, TEST_EPOCH)).toHaveLength(3);
    });

    it('refuses the id of another rule', async () => {
      const rule = aFeeRule({ validTo: LATER });
      await feeRules.add(rule);
      const { id, scopeId } = rule;
      await expect(feeRules.add(aFeeRule({ id, scopeId, validFrom: LATER }))).rejects.toThrow(AlreadyExists);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const rule = aFeeRule();
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.feeRules.add(rule);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await inForce(rule, TEST_EPOCH)).toEqual([]);
      await expect(feeRules.add(rule)).resolves.toBeUndefined();
    });

    it('lets exactly one of twenty add a rule for the same time', async () => {
      const scopeId = anId();
      const { won, lost } = await race(20, (racer) =>
        feeRules.add(aFeeRule({ scopeId, validFrom: after(TEST_EPOCH, racer) })),
      );
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(AlreadyExists);
    });
  });
}
