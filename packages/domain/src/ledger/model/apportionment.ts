import { AmountOutOfRange } from '../../kernel/index.js';
import { RefundExceedsCharge } from './ledger-errors.js';

/** What a charge is made of, frozen when it is made; the three add up to what the customer pays. Minor units. */
export interface ChargeSplit {
  /** F, on top of the price, for the buyer. */
  readonly serviceFeeAmount: bigint;
  /** C, out of the price. */
  readonly commissionAmount: bigint;
  /** N, the rest of the price, the seller's. */
  readonly sellerNetAmount: bigint;
}

/** Who bears or receives how much of an amount, in the same three parts. Minor units. */
export interface SplitParts {
  readonly sellerPart: bigint;
  readonly commissionPart: bigint;
  readonly feePart: bigint;
}

/** G, what the customer pays. */
export function grossOf({ serviceFeeAmount, commissionAmount, sellerNetAmount }: ChargeSplit): bigint {
  return serviceFeeAmount + commissionAmount + sellerNetAmount;
}

export function sumOfParts({ sellerPart, commissionPart, feePart }: SplitParts): bigint {
  return sellerPart + commissionPart + feePart;
}

/**
 * The parts of everything given back once `refunded` of the charge was. The platform's part is floored first
 * and commission is cut out of it, because flooring commission and fee each by itself is not monotone: with
 * G = 100, C = 50, F = 25, the fourth franc given back would cost the seller minus one.
 *
 * @throws RefundExceedsCharge
 */
export function partsGivenBack(split: ChargeSplit, refunded: bigint): SplitParts {
  const gross = grossOf(split);
  if (refunded < 0n || refunded > gross) throw new RefundExceedsCharge(refunded, gross);
  const fees = split.commissionAmount + split.serviceFeeAmount;
  // Nothing to take apart, and nothing to divide by.
  if (fees === 0n) return { sellerPart: refunded, commissionPart: 0n, feePart: 0n };
  const platformPart = (fees * refunded) / gross;
  const commissionPart = (split.commissionAmount * platformPart) / fees;
  return { sellerPart: refunded - platformPart, commissionPart, feePart: platformPart - commissionPart };
}

/**
 * The parts of a refund of `amount`, after `refundedBefore` was given back: the difference of the two totals,
 * so that they never are negative, add up to the amount, and a charge given back whole gives back exactly what
 * it was made of, whatever the steps.
 *
 * @throws RefundExceedsCharge; AmountOutOfRange for a negative amount
 */
export function refundParts(split: ChargeSplit, refundedBefore: bigint, amount: bigint): SplitParts {
  if (amount < 0n) throw new AmountOutOfRange(amount);
  return difference(partsGivenBack(split, refundedBefore + amount), partsGivenBack(split, refundedBefore));
}

/** What is left of the charge for each after `refunded` was given back. @throws RefundExceedsCharge */
export function partsLeft(split: ChargeSplit, refunded: bigint): SplitParts {
  return difference(partsGivenBack(split, grossOf(split)), partsGivenBack(split, refunded));
}

function difference(larger: SplitParts, smaller: SplitParts): SplitParts {
  return {
    sellerPart: larger.sellerPart - smaller.sellerPart,
    commissionPart: larger.commissionPart - smaller.commissionPart,
    feePart: larger.feePart - smaller.feePart,
  };
}
