import { FloatCommitments, SENT_WITHDRAWAL_STATES, type Currency, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { withdrawals } from '../ledger/in-memory-withdrawal-repository.js';
import { payments } from './in-memory-payment-repository.js';
import { refunds } from './in-memory-refund-repository.js';

export class InMemoryFloatCommitments extends FloatCommitments {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async sum(provider: string, currency: Currency, within?: Within) {
    const session = this.store.session(within);
    const sent = await session.where(
      withdrawals,
      (row) =>
        row.provider === provider && row.currency === currency && SENT_WITHDRAWAL_STATES.includes(row.state),
    );
    const collected = await session.where(payments, (row) => row.provider === provider);
    const paymentIds = new Set(collected.map(({ id }) => id));
    const payouts = await session.where(
      refunds,
      ({ paymentId, state, ...row }) =>
        paymentIds.has(paymentId) &&
        row.currency === currency &&
        row.rail === 'payout' &&
        (state === 'processing' || state === 'unknown'),
    );
    const amounts = [
      ...sent.map(({ amount, feeAmount }) => amount - feeAmount),
      ...payouts.map((row) => row.amount),
    ];
    return amounts.reduce((sum, amount) => sum + amount, 0n);
  }
}
