import {
  capturePosting,
  clearingPosting,
  completionPosting,
  Money,
  type Currency,
  type Ledger,
} from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A provider nobody else uses, so that its clearing and float are a test's own. */
export function aProvider(): string {
  return `provider-${anId()}`;
}

/**
 * Money a seller earned with an order of its own and may withdraw: paid, completed and cleared, without fees.
 * @returns the order's id
 */
export async function earnedMoney(
  ledger: Ledger,
  sellerId: string,
  amount: bigint,
  currency: Currency = 'XAF',
  now = TEST_EPOCH,
): Promise<string> {
  const orderId = anId();
  const money = Money.of(amount, currency);
  const parts = { sellerPart: amount, commissionPart: 0n, feePart: 0n };
  const capture = { provider: aProvider(), orderId, paymentId: anId(), amount: money };
  await ledger.post(capturePosting(capture), now);
  await ledger.post(completionPosting({ orderId, sellerId, currency, parts }), now);
  await ledger.post(clearingPosting({ sourceKey: anId(), orderId, sellerId, amount: money }), now);
  return orderId;
}
