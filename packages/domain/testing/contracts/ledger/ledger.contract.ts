import {
  capturePosting,
  escrowRefundPosting,
  InsufficientBalance,
  LedgerSourceReused,
  LedgerTransactionNotFound,
  Money,
  withdrawalReleasePosting,
  withdrawalRequestPosting,
  type AccountRef,
  type Currency,
  type Ledger,
  type LedgerViews,
  type UnitOfWork,
  type UserRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { earnedMoney } from '../../factories/ledger/earned-money.js';
import { everyPosting } from '../../factories/ledger/every-posting.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface LedgerPorts {
  readonly users: UserRepository;
  readonly ledger: Ledger;
  readonly ledgerViews: LedgerViews;
  readonly unitOfWork: UnitOfWork<{ ledger: Ledger }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');
const xaf = (amount: bigint) => Money.of(amount, 'XAF');

export function ledgerContract(open: Open<LedgerPorts>): void {
  describe('Ledger', () => {
    let ledger: Ledger;
    let unitOfWork: LedgerPorts['unitOfWork'];
    let ledgerViews: LedgerViews;
    let sellerId: string;

    beforeEach(async () => {
      const ports = await open();
      ({ ledger, unitOfWork, ledgerViews } = ports);
      const seller = aUser();
      await ports.users.add(seller);
      sellerId = seller.id;
    });

    const available = (currency: Currency = 'XAF'): AccountRef => ({
      code: 'seller_available',
      ownerId: sellerId,
      currency,
    });
    const inTransit = (): AccountRef => ({ ...available(), code: 'withdrawal_in_transit' });
    const balances = async (...accounts: readonly AccountRef[]) =>
      Promise.all(accounts.map((account) => ledgerViews.accountBalance(account)));
    const move = (amount: bigint, withdrawalId: string) => ({
      withdrawalId,
      userId: sellerId,
      provider: 'sandbox',
      amount: xaf(amount),
      fee: xaf(0n),
    });
    const aRequest = (amount: bigint, withdrawalId = anId()) =>
      withdrawalRequestPosting(move(amount, withdrawalId));
    const aRelease = (amount: bigint, withdrawalId = anId()) =>
      withdrawalReleasePosting(move(amount, withdrawalId));

    it('answers null, or refuses, for a source nothing was posted for', async () => {
      const sourceKey = anId();
      expect(await ledger.find({ type: 'T1', sourceKey })).toBeNull();
      await expect(ledger.reverse({ type: 'T5', sourceKey }, LATER)).rejects.toThrow(
        LedgerTransactionNotFound,
      );
    });

    it('gives back a posting of every template as it was posted', async () => {
      for (const posting of everyPosting(sellerId)) {
        const id = await ledger.post(posting, LATER);
        expect(await ledger.find(posting.content)).toEqual({ ...posting.content, id, postedAt: LATER });
      }
    });

    it('posts a source once, whenever it comes again', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const posting = aRequest(600n);
      const id = await ledger.post(posting, TEST_EPOCH);
      expect(await ledger.post(posting, LATER)).toBe(id);
      expect(await balances(available())).toEqual([400n]);
      expect((await ledger.find(posting.content))?.postedAt).toEqual(TEST_EPOCH);
    });

    it('refuses another content for a source, and keeps the first', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const withdrawalId = anId();
      await ledger.post(aRequest(600n, withdrawalId), TEST_EPOCH);
      await expect(ledger.post(aRequest(400n, withdrawalId), LATER)).rejects.toThrow(LedgerSourceReused);
      expect(await balances(available())).toEqual([400n]);
    });

    it('takes no constrained account below zero, and posts nothing then', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const posting = aRequest(1_001n);
      await expect(ledger.post(posting, LATER)).rejects.toThrow(InsufficientBalance);
      expect(await ledger.find(posting.content)).toBeNull();
      expect(await balances(available(), inTransit())).toEqual([1_000n, 0n]);
      await ledger.post(aRequest(1_000n), LATER);
      expect(await balances(available(), inTransit())).toEqual([0n, 1_000n]);
    });

    it('keeps the currencies of one owner apart', async () => {
      await earnedMoney(ledger, sellerId, 1_000n, 'XOF');
      await expect(ledger.post(aRequest(1n), LATER)).rejects.toThrow(InsufficientBalance);
      expect(await balances(available(), available('XOF'))).toEqual([0n, 1_000n]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const posting = aRequest(600n);
      const work = unitOfWork.run(async (scope) => {
        await scope.ledger.post(posting, LATER);
        const locked = await scope.ledger.lockBalances([available()]);
        expect(locked.of(available())).toBe(400n);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await balances(available())).toEqual([1_000n]);
      await ledger.post(posting, LATER);
      expect(await balances(available())).toEqual([400n]);
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const { content } = aRequest(600n);
      const transaction = await ledger.begin();
      try {
        await ledger.post(aRequest(600n, content.sourceKey), LATER, { transaction });
        expect(await ledger.find(content)).toBeNull();
        expect(await ledger.find(content, { transaction })).not.toBeNull();
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect(await ledger.find(content)).not.toBeNull();
    });

    it('reverses a posting exactly, and once', async () => {
      const order = { orderId: anId(), paymentId: anId() };
      const refund = { ...order, refundId: anId(), amount: xaf(500n) };
      const escrow: AccountRef = { code: 'order_escrow', ownerId: order.orderId, currency: 'XAF' };
      await ledger.post(capturePosting({ ...order, provider: 'sandbox', amount: xaf(900n) }), TEST_EPOCH);
      const id = await ledger.post(escrowRefundPosting(refund), TEST_EPOCH);
      expect(await balances(escrow)).toEqual([400n]);
      const source = { type: 'T5', sourceKey: refund.refundId } as const;
      const reversalId = await ledger.reverse(source, LATER);
      expect(await ledger.reverse(source, LATER)).toBe(reversalId);
      expect(await balances(escrow)).toEqual([900n]);
      expect(await ledger.find({ ...source, type: 'T5_reversal' })).toMatchObject({
        id: reversalId,
        reversesTransactionId: id,
        refundId: refund.refundId,
        amount: 500n,
      });
    });

    it('answers the balances of accounts, also of one without entries', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const locked = await ledger.lockBalances([inTransit(), available()]);
      expect([locked.of(available()), locked.of(inTransit())]).toEqual([1_000n, 0n]);
    });

    it('locks no account that keeps no total', async () => {
      const bank = { code: 'bank', ownerId: null, currency: 'XAF' } as const;
      await expect(ledger.lockBalances([bank])).rejects.toThrow('bank');
    });

    it('lets each of twenty decide on a balance nobody else changes meanwhile', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const { won, lost } = await race(20, () =>
        unitOfWork.run(async (scope) => {
          const locked = await scope.ledger.lockBalances([inTransit(), available()]);
          const half = locked.of(available()) / 2n;
          if (half === 0n) return 0n;
          await scope.ledger.post(aRequest(half), LATER);
          return half;
        }),
      );
      expect(lost).toEqual([]);
      expect(won.reduce((sum, half) => sum + half, 0n)).toBe(999n);
      expect(await balances(available(), inTransit())).toEqual([1n, 999n]);
    });

    it('posts once what twenty post at once', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const posting = aRequest(600n);
      const { won, lost } = await race(20, () => ledger.post(posting, LATER));
      expect(lost).toEqual([]);
      expect(new Set(won).size).toBe(1);
      expect(await balances(available())).toEqual([400n]);
    });

    it('keeps one of twenty contents for a source, where no account makes them wait', async () => {
      const order = { orderId: anId(), paymentId: anId(), provider: 'sandbox' };
      const { won, lost } = await race(20, (racer) =>
        ledger.post(capturePosting({ ...order, amount: xaf(BigInt(racer + 1)) }), LATER),
      );
      expect(won).toHaveLength(1);
      expect(lost).toHaveLength(19);
      for (const error of lost) expect(error).toBeInstanceOf(LedgerSourceReused);
    });

    it('pays exactly as many of twenty as there is money for', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      const { won, lost } = await race(20, () => ledger.post(aRequest(140n), LATER));
      expect(won).toHaveLength(7);
      for (const error of lost) expect(error).toBeInstanceOf(InsufficientBalance);
      expect(await balances(available(), inTransit())).toEqual([20n, 980n]);
    });

    it('lets twenty move money both ways without waiting in a circle', async () => {
      await earnedMoney(ledger, sellerId, 1_000n);
      await ledger.post(aRequest(500n), TEST_EPOCH);
      const { lost } = await race(20, (racer) =>
        ledger.post(racer % 2 === 0 ? aRequest(10n) : aRelease(10n), LATER),
      );
      expect(lost).toEqual([]);
      expect(await balances(available(), inTransit())).toEqual([500n, 500n]);
    });
  });
}
