import fc from 'fast-check';
import {
  AmountOutOfRange,
  CurrencyMismatch,
  currencyOf,
  MAX_AMOUNT,
  Money,
  UnknownCurrency,
} from './money.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

describe('currencyOf', () => {
  it.each(['XAF', 'XOF'])('knows %s', (currency) => {
    expect(currencyOf(currency)).toBe(currency);
  });

  it.each(['EUR', 'xaf', ''])('refuses %j', (text) => {
    expect(() => currencyOf(text)).toThrow(UnknownCurrency);
  });
});

describe('Money', () => {
  it.each([0n, 1n, MAX_AMOUNT])('holds %s', (amount) => {
    expect(Money.of(amount, 'XOF')).toMatchObject({ amount, currency: 'XOF' });
  });

  it.each([-1n, MAX_AMOUNT + 1n])('refuses %s', (amount) => {
    expect(() => xaf(amount)).toThrow(AmountOutOfRange);
  });

  it('adds, takes away and multiplies', () => {
    expect(xaf(2n).plus(xaf(3n))).toEqual(xaf(5n));
    expect(xaf(5n).minus(xaf(5n))).toEqual(Money.zero('XAF'));
    expect(xaf(5n).times(3)).toEqual(xaf(15n));
    expect(xaf(5n).times(0).isZero()).toBe(true);
    expect(xaf(1n).isZero()).toBe(false);
  });

  it('refuses a result that is no amount', () => {
    expect(() => xaf(MAX_AMOUNT).plus(xaf(1n))).toThrow(AmountOutOfRange);
    expect(() => xaf(1n).minus(xaf(2n))).toThrow(AmountOutOfRange);
    expect(() => xaf(1n).times(-1)).toThrow(AmountOutOfRange);
    expect(() => xaf(MAX_AMOUNT).times(2)).toThrow(AmountOutOfRange);
  });

  it('never mixes two currencies', () => {
    const xof = Money.of(1n, 'XOF');
    expect(() => xaf(1n).plus(xof)).toThrow(CurrencyMismatch);
    expect(() => xaf(1n).minus(xof)).toThrow(CurrencyMismatch);
    expect(xaf(1n).equals(xof)).toBe(false);
    expect(xaf(1n).equals(xaf(1n))).toBe(true);
    expect(xaf(1n).equals(xaf(2n))).toBe(false);
  });

  it.each([
    [0n, '0 XAF'],
    [999n, '999 XAF'],
    [10_000n, '10 000 XAF'],
    [MAX_AMOUNT, '9 007 199 254 740 991 XAF'],
  ])('writes %s as %j', (amount, text) => {
    expect(xaf(amount).toString()).toBe(text);
  });

  const amounts = fc.bigInt({ min: 0n, max: MAX_AMOUNT / 2n });

  it('takes away what was added', () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        expect(xaf(left).plus(xaf(right)).minus(xaf(right)).equals(xaf(left))).toBe(true);
      }),
    );
  });

  it('rounds up to the next step and not further', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 1_000n }), (amount, step) => {
        const rounded = xaf(amount).roundUpTo(step);
        expect(rounded.isMultipleOf(step)).toBe(true);
        expect(rounded.amount >= amount && rounded.amount - amount < step).toBe(true);
        expect(rounded.amount === amount).toBe(xaf(amount).isMultipleOf(step));
      }),
    );
  });
});
