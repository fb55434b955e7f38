import type { Money } from '../../kernel/index.js';
import type { FloatCommitments } from '../ports/float-commitments.js';
import type { Ledger } from '../ports/ledger.js';

/** What a transaction needs to send money out of a float. */
export interface FloatScope {
  readonly ledger: Ledger;
  readonly floatCommitments: FloatCommitments;
}

/**
 * Whether the provider's float covers the amount beside everything else that was sent and is not booked yet: what
 * is confirmed must always be there to be booked. Holds until the transaction ends, in which it must be sent.
 */
export async function floatCovers(
  { ledger, floatCommitments }: FloatScope,
  provider: string,
  amount: Money,
): Promise<boolean> {
  const { currency } = amount;
  const float = { code: 'disbursement_float', ownerId: provider, currency } as const;
  const balance = (await ledger.lockBalances([float])).of(float);
  return balance - (await floatCommitments.sum(provider, currency)) >= amount.amount;
}
