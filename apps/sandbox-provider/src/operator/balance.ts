import { CURRENCIES, type Currency } from './channel.js';
import type { Operation } from './operation.js';

/** The two wallets of the merchant in one currency, in francs. */
export interface Balance {
  readonly currency: Currency;
  /** Collected less fees and refunds. Below zero when fees were kept of what was then given back in full. */
  readonly collection: number;
  /** The prefunded wallet payouts are paid from. */
  readonly disbursement: number;
}

/** Money on its way out is already gone; what failed or was returned is back. */
export function balancesOf(operations: Iterable<Operation>, startingFloat: number): readonly Balance[] {
  const collection = { XAF: 0, XOF: 0 };
  const disbursement = { XAF: startingFloat, XOF: startingFloat };
  for (const operation of operations) {
    const { kind, status, currency, amount, fee } = operation;
    if (kind === 'collection' && status === 'successful') collection[currency] += amount - fee;
    if (kind === 'refund' && isOut(operation)) collection[currency] -= amount;
    if (kind === 'payout' && isOut(operation)) disbursement[currency] -= amount;
  }
  return CURRENCIES.map((currency) => ({
    currency,
    collection: collection[currency],
    disbursement: disbursement[currency],
  }));
}

/** Whether a refund or payout has taken its amount: it is on its way, or arrived. */
export function isOut({ status }: Operation): boolean {
  return status === 'pending' || status === 'successful';
}
