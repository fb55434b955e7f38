import { CHART_OF_ACCOUNTS } from '../model/chart-of-accounts.js';
import type { AccountRef } from '../model/account-ref.js';
import type { Posting } from '../model/posting.js';
import type { Ledger } from '../ports/ledger.js';

/**
 * Locks all that the postings of one transaction touch, and `more`, at once: locked by one posting after another,
 * two transactions could wait for each other in a circle.
 */
export async function lockAccountsOf(
  ledger: Ledger,
  postings: readonly Posting[],
  more: readonly AccountRef[] = [],
): Promise<void> {
  const touched = postings.flatMap(({ content }) => content.entries.map(({ account }) => account));
  await ledger.lockBalances([
    ...touched.filter(({ code }) => CHART_OF_ACCOUNTS[code].isConstrained),
    ...more,
  ]);
}
