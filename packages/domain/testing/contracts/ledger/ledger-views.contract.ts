import {
  after,
  capturePosting,
  completionPosting,
  HOUR,
  Money,
  pageRequest,
  withdrawalRequestPosting,
  type Ledger,
  type LedgerViews,
  type StatementFilter,
  type TrialBalance,
  type UserRepository,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { aProvider, earnedMoney } from '../../factories/ledger/earned-money.js';
import { everyPosting } from '../../factories/ledger/every-posting.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface LedgerViewsPorts {
  readonly users: UserRepository;
  readonly ledger: Ledger;
  readonly ledgerViews: LedgerViews;
}

const at = (hour: number) => after(TEST_EPOCH, hour * HOUR);
const FIRST_PAGE = pageRequest();

export function ledgerViewsContract(open: Open<LedgerViewsPorts>): void {
  describe('LedgerViews', () => {
    let ledger: Ledger;
    let ledgerViews: LedgerViews;
    let sellerId: string;
    let strangerId: string;

    beforeEach(async () => {
      const ports = await open();
      ({ ledger, ledgerViews } = ports);
      const [seller, stranger] = [aUser(), aUser()];
      for (const user of [seller, stranger]) await ports.users.add(user);
      [sellerId, strangerId] = [seller.id, stranger.id];
    });

    /** An order paid at 8, completed at 9 with fees, and 300 of an older one asked for at 10. */
    async function someBusiness() {
      const [orderId, withdrawalId] = [anId(), anId()];
      const parts = { sellerPart: 850n, commissionPart: 150n, feePart: 10n };
      const capture = {
        provider: aProvider(),
        orderId,
        paymentId: anId(),
        amount: Money.of(1_010n, 'XAF'),
      };
      const withdrawal = {
        withdrawalId,
        userId: sellerId,
        provider: 'sandbox',
        amount: Money.of(300n, 'XAF'),
        fee: Money.zero('XAF'),
      };
      const olderOrderId = await earnedMoney(ledger, sellerId, 500n, 'XAF', at(1));
      await ledger.post(capturePosting(capture), at(8));
      const completionId = await ledger.post(
        completionPosting({ orderId, sellerId, currency: 'XAF', parts }),
        at(9),
      );
      await ledger.post(withdrawalRequestPosting(withdrawal), at(10));
      return { orderId, olderOrderId, withdrawalId, completionId };
    }

    const types = async (filter: StatementFilter) =>
      (await ledgerViews.statement(sellerId, filter, FIRST_PAGE)).results.map(({ type }) => type);

    it('has nothing to show of somebody without entries', async () => {
      expect(await ledgerViews.ownAccounts(sellerId)).toEqual([]);
      expect(await ledgerViews.statement(sellerId, {}, FIRST_PAGE)).toMatchObject({ results: [], count: 0 });
      expect(await ledgerViews.findStatementLine(sellerId, anId())).toBeNull();
      const account = { code: 'seller_available', ownerId: sellerId, currency: 'XAF' } as const;
      expect(await ledgerViews.accountBalance(account)).toBe(0n);
    });

    it("shows a person's money, per currency", async () => {
      await someBusiness();
      await earnedMoney(ledger, sellerId, 70n, 'XOF');
      expect(await ledgerViews.ownAccounts(sellerId)).toEqual([
        { currency: 'XAF', pending: 850n, available: 200n, inTransit: 300n, owed: 0n, wallet: 0n },
        { currency: 'XOF', pending: 0n, available: 70n, inTransit: 0n, owed: 0n, wallet: 0n },
      ]);
      expect(await ledgerViews.ownAccounts(strangerId)).toEqual([]);
    });

    it('shows what a person owes', async () => {
      for (const posting of everyPosting(sellerId)) {
        if (posting.content.type !== 'T4r') await ledger.post(posting, TEST_EPOCH);
      }
      expect(await ledgerViews.ownAccounts(sellerId)).toMatchObject([{ owed: 416n }]);
    });

    it('lists what moved the money, newest first, with the balance after each entry and no entry of others', async () => {
      const { orderId, olderOrderId, withdrawalId, completionId } = await someBusiness();
      const { results, count } = await ledgerViews.statement(sellerId, {}, FIRST_PAGE);
      expect(count).toBe(4);
      expect(results.map(({ type }) => type).slice(0, 2)).toEqual(['T9', 'T2']);
      expect(results[0]).toMatchObject({
        withdrawalId,
        orderId: null,
        entries: [
          { account: 'seller_available', side: 'debit', amount: 300n, balanceAfter: 200n },
          { account: 'withdrawal_in_transit', side: 'credit', amount: 300n, balanceAfter: 300n },
        ],
      });
      expect(results[1]).toEqual({
        id: completionId,
        type: 'T2',
        descriptionKey: 'ledger.order_completed',
        currency: 'XAF',
        amount: 1_010n,
        orderId,
        withdrawalId: null,
        postedAt: at(9),
        entries: [{ account: 'seller_pending', side: 'credit', amount: 850n, balanceAfter: 850n }],
      });
      expect(results.slice(2).map((line) => line.orderId)).toEqual([olderOrderId, olderOrderId]);
    });

    it('narrows a statement by currency, type, order and time', async () => {
      const { orderId } = await someBusiness();
      await earnedMoney(ledger, sellerId, 70n, 'XOF', at(2));
      expect(await types({ currency: 'XOF' })).toHaveLength(2);
      expect(await types({ type: 'T2' })).toEqual(['T2', 'T2', 'T2']);
      expect(await types({ orderId })).toEqual(['T2']);
      expect(await types({ from: at(9) })).toEqual(['T9', 'T2']);
      expect(await types({ from: at(9), to: at(10) })).toEqual(['T2']);
      expect(await types({ type: 'T9', currency: 'XOF' })).toEqual([]);
    });

    it('turns the pages of a statement', async () => {
      await someBusiness();
      const second = await ledgerViews.statement(sellerId, { from: at(8) }, pageRequest(2, 1));
      expect(second).toMatchObject({ count: 2, page: 2, limit: 1, totalPages: 2 });
      expect(second.results.map(({ type }) => type)).toEqual(['T2']);
      const beyond = await ledgerViews.statement(sellerId, { from: at(8) }, pageRequest(3, 1));
      expect(beyond).toMatchObject({ results: [], count: 2 });
    });

    it('reads a statement by cursor as by page, also what was posted in the same instant', async () => {
      for (const orders of [1, 2]) await earnedMoney(ledger, sellerId, BigInt(orders * 100), 'XAF', at(1));
      await earnedMoney(ledger, sellerId, 300n, 'XOF', at(2));
      const { results } = await ledgerViews.statement(sellerId, {}, FIRST_PAGE);
      expect(results.map(({ currency, type }) => `${currency} ${type}`)).toEqual([
        ...['XOF T4', 'XOF T2', 'XAF T4', 'XAF T2', 'XAF T4', 'XAF T2'],
      ]);
      const read = (filter: StatementFilter, ids: readonly string[]) =>
        expectList((request) => ledgerViews.statement(sellerId, filter, request), ids);
      await read(
        {},
        results.map(({ id }) => id),
      );
      await read(
        { currency: 'XAF' },
        results.slice(2).map(({ id }) => id),
      );
    });

    it('shows one transaction to the person it touched and to nobody else', async () => {
      const { completionId } = await someBusiness();
      expect(await ledgerViews.findStatementLine(sellerId, completionId)).toMatchObject({ type: 'T2' });
      expect(await ledgerViews.findStatementLine(strangerId, completionId)).toBeNull();
    });

    it('balances every currency, and shows what moved each account', async () => {
      const before = await ledgerViews.trialBalance();
      for (const posting of everyPosting(sellerId)) await ledger.post(posting, TEST_EPOCH);
      const after = await ledgerViews.trialBalance();
      for (const { debits, credits, rows } of after) {
        expect(debits).toBe(credits);
        expect(rows.reduce((sum, row) => sum + row.debits, 0n)).toBe(debits);
      }
      const change = (code: string) => balanceOf(after, code) - balanceOf(before, code);
      expect(change('commission_revenue')).toBe(6_015n);
      expect(change('service_fee_revenue')).toBe(401n);
      expect(change('provider_fee_expense')).toBe(505n);
      expect(change('order_escrow')).toBe(0n);
      expect(change('seller_receivable')).toBe(0n);
      expect(change('disbursement_float')).toBe(99_975n);
      expect(change('bank')).toBe(-100_000n);
    });
  });
}

function balanceOf(balances: readonly TrialBalance[], code: string): bigint {
  const rows = balances.find(({ currency }) => currency === 'XAF')?.rows ?? [];
  return rows.find((row) => row.code === code)?.balance ?? 0n;
}
