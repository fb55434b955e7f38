import fc from 'fast-check';
import { AmountOutOfRange } from '../../kernel/index.js';
import {
  grossOf,
  partsGivenBack,
  partsLeft,
  refundParts,
  sumOfParts,
  type ChargeSplit,
  type SplitParts,
} from './apportionment.js';
import { RefundExceedsCharge } from './ledger-errors.js';

/** Price 50 000, buyer fee 500, commission 15 %. */
const CHARGE: ChargeSplit = { serviceFeeAmount: 500n, commissionAmount: 7_500n, sellerNetAmount: 42_500n };

const amounts = fc.bigInt({ min: 0n, max: 10_000n });
const charges = fc
  .record({ serviceFeeAmount: amounts, commissionAmount: amounts, sellerNetAmount: amounts })
  .filter((split) => grossOf(split) > 0n);

/** A charge with refunds that together give back at most all of it. */
const refundedCharges = charges.chain((split) =>
  fc
    .array(fc.bigInt({ min: 0n, max: grossOf(split) }), { maxLength: 12 })
    .map((totals) => ({ split, refunds: stepsOf([...totals].sort((a, b) => (a < b ? -1 : 1))) })),
);

function stepsOf(totals: readonly bigint[]): readonly bigint[] {
  return totals.map((total, index) => total - (totals[index - 1] ?? 0n));
}

function refundAll(split: ChargeSplit, refunds: readonly bigint[]): readonly SplitParts[] {
  let refunded = 0n;
  return refunds.map((amount) => {
    const parts = refundParts(split, refunded, amount);
    refunded += amount;
    return parts;
  });
}

function total(parts: readonly SplitParts[]): SplitParts {
  return parts.reduce((sum, part) => ({
    sellerPart: sum.sellerPart + part.sellerPart,
    commissionPart: sum.commissionPart + part.commissionPart,
    feePart: sum.feePart + part.feePart,
  }));
}

describe('the apportionment of refunds', () => {
  it('follows the worked example', () => {
    expect(refundParts(CHARGE, 0n, 10_000n)).toEqual({
      sellerPart: 8_416n,
      commissionPart: 1_485n,
      feePart: 99n,
    });
  });

  it('costs the seller nothing less than nothing where flooring each part by itself would', () => {
    const split = { serviceFeeAmount: 25n, commissionAmount: 50n, sellerNetAmount: 25n };
    expect(refundParts(split, 3n, 1n)).toEqual({ sellerPart: 0n, commissionPart: 1n, feePart: 0n });
  });

  it('never has a negative part and always adds up to the refund', () => {
    fc.assert(
      fc.property(refundedCharges, ({ split, refunds }) => {
        for (const [index, parts] of refundAll(split, refunds).entries()) {
          expect(sumOfParts(parts)).toBe(refunds[index]);
          expect(Object.values(parts).every((part: bigint) => part >= 0n)).toBe(true);
        }
      }),
    );
  });

  it('gives back exactly what the charge was made of, whatever the steps', () => {
    fc.assert(
      fc.property(refundedCharges, ({ split, refunds }) => {
        const refunded = refunds.reduce((sum, amount) => sum + amount, 0n);
        const all = [...refunds, grossOf(split) - refunded];
        expect(total(refundAll(split, all))).toEqual({
          sellerPart: split.sellerNetAmount,
          commissionPart: split.commissionAmount,
          feePart: split.serviceFeeAmount,
        });
      }),
    );
  });

  it('leaves for each exactly what was not given back', () => {
    fc.assert(
      fc.property(refundedCharges, ({ split, refunds }) => {
        const refunded = refunds.reduce((sum, amount) => sum + amount, 0n);
        const everything = total([partsGivenBack(split, refunded), partsLeft(split, refunded)]);
        expect(everything).toEqual(partsGivenBack(split, grossOf(split)));
      }),
    );
  });

  it('costs the seller alone when the platform takes nothing', () => {
    const split = { serviceFeeAmount: 0n, commissionAmount: 0n, sellerNetAmount: 900n };
    expect(refundParts(split, 100n, 200n)).toEqual({ sellerPart: 200n, commissionPart: 0n, feePart: 0n });
  });

  it('refuses to give back more than the charge, and a negative amount', () => {
    expect(() => refundParts(CHARGE, 50_000n, 501n)).toThrow(RefundExceedsCharge);
    expect(() => partsLeft(CHARGE, -1n)).toThrow(RefundExceedsCharge);
    expect(() => refundParts(CHARGE, 10n, -1n)).toThrow(AmountOutOfRange);
  });
});
