import { accountKey, type AccountRef } from './account-ref.js';

/** The balances somebody asked for, each on its account's normal side, in minor units. */
export class Balances {
  /** @param amounts by `accountKey` */
  constructor(private readonly amounts: ReadonlyMap<string, bigint>) {}

  /** @throws Error when it was not asked for: guessing 0 would be guessing money */
  of(account: AccountRef): bigint {
    const amount = this.amounts.get(accountKey(account));
    if (amount === undefined) throw new Error(`The balance of ${accountKey(account)} was not asked for.`);
    return amount;
  }
}
