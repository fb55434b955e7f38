import {
  CHART_OF_ACCOUNTS,
  Money,
  treasuryMovePosting,
  withdrawalPaidPosting,
  withdrawalRequestPosting,
  type AccountCode,
  type Actor,
} from '@2krika/domain';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { inMemoryStorage } from '../in-memory-storage.js';

/** What tests of orders ask a store about: the books, and what became of an order. */
export function orderingFacts(storage: ReturnType<typeof inMemoryStorage>) {
  const { orders, payments, refunds, unitOfWork, ledgerViews, ledger } = storage;

  /** @throws Error when it is not there: a test that reads nothing proves nothing */
  async function stored<Snapshot>(found: Promise<{ snapshot(): Snapshot } | null>): Promise<Snapshot> {
    const aggregate = await found;
    if (!aggregate) throw new Error('It was stored.');
    return aggregate.snapshot();
  }

  const fillFloat = (amount: bigint) =>
    ledger.post(
      treasuryMovePosting({
        moveId: anId(),
        from: 'bank',
        to: 'disbursement_float',
        provider: 'sandbox',
        amount: Money.of(amount, 'XAF'),
        createdBy: null,
      }),
      TEST_EPOCH,
    );

  return {
    orderOf: (id: string) => stored(orders.find(id)),
    paymentOf: (id: string) => stored(payments.find(id)),
    refundOf: (id: string) => stored(refunds.find(id)),
    /** The earning of an order. */
    earningOf: (orderId: string) =>
      stored(unitOfWork.run(({ earnings }) => earnings.findByOrderForUpdate(orderId))),
    refundsOf: async (orderId: string) =>
      (await refunds.listOfOrder(orderId)).map((refund) => refund.snapshot()),
    /** What the accounts of the chart hold, those without money left out. @throws Error when they do not balance */
    books: async (currency: 'XAF' | 'XOF' = 'XAF') => {
      const balances: Partial<Record<AccountCode, bigint>> = {};
      const book = (await ledgerViews.trialBalance()).find((candidate) => candidate.currency === currency);
      if (book && book.debits !== book.credits) throw new Error('The books do not balance.');
      for (const { code, balance } of book?.rows ?? []) if (balance !== 0n) balances[code] = balance;
      return balances;
    },
    balance: (code: AccountCode, ownerId: string | null = null) => {
      if ((CHART_OF_ACCOUNTS[code].ownerType === 'platform') !== (ownerId === null))
        throw new Error(`Whose ${code}?`);
      return ledgerViews.accountBalance({ code, ownerId, currency: 'XAF' });
    },
    /** How often the service was sold and completed. */
    sales: async (serviceId: string) => {
      const page = await storage.catalogueViews.findService(serviceId);
      return [page?.salesCount, page?.completedCount];
    },
    /** What will happen to the order by itself, and when. */
    deadlinesOf: async (orderId: string) => {
      const armed = await storage.deadlines.armedFor({ aggregateType: 'order', aggregateId: orderId });
      return armed.map(({ event, fireAt }) => [event, fireAt] as const);
    },
    /** What somebody earned left us: asked for, and paid out of a float that was filled for it. */
    withdrawn: async ({ userId }: Actor, amount: bigint) => {
      const [money, fee] = [Money.of(amount, 'XAF'), Money.zero('XAF')];
      const withdrawal = { withdrawalId: anId(), userId, provider: 'sandbox', amount: money, fee };
      await fillFloat(amount);
      await ledger.post(withdrawalRequestPosting(withdrawal), TEST_EPOCH);
      await ledger.post(withdrawalPaidPosting(withdrawal), TEST_EPOCH);
    },
    /** Money to pay people from. */
    fillFloat,
  };
}
