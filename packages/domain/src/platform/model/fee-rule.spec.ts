import { aFeeRule, TEST_EPOCH } from '@2krika/domain/testing';
import fc from 'fast-check';
import { after, DAY, Money } from '../../kernel/index.js';
import { feeOn, FeeRuleMissing, feeRuleFor, type FeeRule, type FeeSubject } from './fee-rule.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

describe('feeRuleFor', () => {
  const bySeller = aFeeRule({ scope: 'seller', scopeId: 'awa' });
  const byCategory = aFeeRule({ scope: 'category', scopeId: 'logos' });
  const byLevel = aFeeRule({ scope: 'seller_level', scopeId: 'top' });
  const byDefault = aFeeRule({ scope: 'default', scopeId: null });
  const all = [byDefault, byLevel, byCategory, bySeller];
  const subject: FeeSubject = {
    component: 'commission',
    currency: 'XAF',
    sellerId: 'awa',
    categoryId: 'logos',
    sellerLevel: 'top',
  };

  it('prefers the seller to the category, the category to the level, the level to the default', () => {
    const left = [...all];
    for (const expected of [bySeller, byCategory, byLevel, byDefault]) {
      expect(feeRuleFor(left, subject, TEST_EPOCH)).toBe(expected);
      expect(feeRuleFor([...left].reverse(), subject, TEST_EPOCH)).toBe(expected);
      left.pop();
    }
  });

  it('passes over rules of other sellers, categories and levels, and of none when none is named', () => {
    const stranger = { ...subject, sellerId: 'moussa', categoryId: 'songs', sellerLevel: 'new' };
    expect(feeRuleFor(all, stranger, TEST_EPOCH)).toBe(byDefault);
    expect(feeRuleFor(all, { component: 'commission', currency: 'XAF' }, TEST_EPOCH)).toBe(byDefault);
  });

  it('takes no id for that of another scope', () => {
    expect(feeRuleFor(all, { ...subject, sellerId: 'logos', categoryId: 'awa' }, TEST_EPOCH)).toBe(byLevel);
  });

  it('takes the newest of those in force', () => {
    const newer = aFeeRule({ scope: 'default', scopeId: null, validFrom: after(TEST_EPOCH, DAY) });
    const later = after(TEST_EPOCH, 2 * DAY);
    expect(feeRuleFor([byDefault, newer], subject, later)).toBe(newer);
    expect(feeRuleFor([newer, byDefault], subject, later)).toBe(newer);
    expect(feeRuleFor([newer, byDefault], subject, TEST_EPOCH)).toBe(byDefault);
  });

  it('takes a rule from its beginning until just before its end', () => {
    const end = after(TEST_EPOCH, DAY);
    const limited = aFeeRule({ scope: 'default', scopeId: null, validTo: end });
    expect(feeRuleFor([limited], subject, TEST_EPOCH)).toBe(limited);
    expect(feeRuleFor([limited], subject, after(end, -1))).toBe(limited);
    for (const moment of [after(TEST_EPOCH, -1), end]) {
      expect(() => feeRuleFor([limited], subject, moment)).toThrow(FeeRuleMissing);
    }
  });

  it.each<[string, Partial<FeeSubject>]>([
    ['component', { component: 'service_fee' }],
    ['currency', { currency: 'XOF' }],
  ])('refuses to guess where there is no rule of the %s', (_, wanted) => {
    expect(() => feeRuleFor(all, { ...subject, ...wanted }, TEST_EPOCH)).toThrow(
      expect.objectContaining({ code: 'platform.fee_rule_missing', kind: 'unavailable' }),
    );
  });
});

describe('feeOn', () => {
  it.each<[string, Partial<FeeRule>, bigint, bigint]>([
    ['takes the percentage', {}, 10_000n, 1_500n],
    ['rounds down', {}, 9_999n, 1_499n],
    ['adds the fixed part', { fixedAmount: 25n }, 10_000n, 1_525n],
    ['takes nothing for nothing', {}, 0n, 0n],
    ['takes at least the minimum', { minAmount: 100n }, 200n, 100n],
    ['takes at most the maximum', { maxAmount: 1_000n }, 10_000n, 1_000n],
    ['stays between the limits', { minAmount: 100n, maxAmount: 2_000n }, 10_000n, 1_500n],
    ['takes no more than there is', { minAmount: 100n, fixedAmount: 7n }, 60n, 60n],
    ['takes nothing where the rule says so', { percentBps: 0 }, 10_000n, 0n],
  ])('%s', (_, overrides, amount, fee) => {
    expect(feeOn(xaf(amount), aFeeRule(overrides))).toEqual(xaf(fee));
  });

  it('keeps the currency of the amount', () => {
    expect(feeOn(Money.of(1_000n, 'XOF'), aFeeRule({ currency: 'XOF' })).currency).toBe('XOF');
  });

  const amounts = fc.bigInt({ min: 0n, max: 9_007_199_254_740_991n });
  const limits = fc.option(fc.bigInt({ min: 0n, max: 100_000n }));
  const rules = fc
    .record({
      percentBps: fc.integer({ min: 0, max: 10_000 }),
      fixedAmount: fc.bigInt({ min: 0n, max: 100_000n }),
      limits: fc.tuple(limits, limits),
    })
    .map(({ limits: [left, right], ...terms }) => {
      const isInOrder = left === null || right === null || left <= right;
      return aFeeRule({ ...terms, minAmount: isInOrder ? left : right, maxAmount: isInOrder ? right : left });
    });

  it('is never negative, never more than the amount, and within its limits where the amount allows', () => {
    fc.assert(
      fc.property(amounts, rules, (amount, rule) => {
        const fee = feeOn(xaf(amount), rule).amount;
        expect(fee >= 0n && fee <= amount).toBe(true);
        if (rule.maxAmount !== null) expect(fee <= rule.maxAmount).toBe(true);
        if (rule.minAmount !== null) expect(fee >= rule.minAmount || fee === amount).toBe(true);
      }),
    );
  });

  it('never falls when the amount rises', () => {
    fc.assert(
      fc.property(amounts, amounts, rules, (left, right, rule) => {
        const [smaller, larger] = left <= right ? [left, right] : [right, left];
        expect(feeOn(xaf(smaller), rule).amount <= feeOn(xaf(larger), rule).amount).toBe(true);
      }),
    );
  });
});
