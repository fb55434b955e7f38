import type { Currency, Within } from '../../kernel/index.js';

/** What the ledger has to know of everybody who pays people from a float: withdrawals, and refunds sent as payouts. */
export abstract class FloatCommitments {
  /**
   * What the provider was told to pay out and did not confirm, in minor units. Lock its float first, so that two
   * who send do not count on the same money.
   */
  abstract sum(provider: string, currency: Currency, within?: Within): Promise<bigint>;
}
