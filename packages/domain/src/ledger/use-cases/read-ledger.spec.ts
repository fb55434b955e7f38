import { anEarning } from '../../../testing/factories/ledger/earning-factory.js';
import { aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { Money } from '../../kernel/index.js';
import { PermissionMissing } from '../../identity/index.js';
import { ProviderUnknown } from '../../platform/index.js';
import {
  InsufficientBalance,
  InvalidPosting,
  LedgerTransactionNotFound,
  TreasuryMoveToSelf,
} from '../model/ledger-errors.js';
import { WithdrawalNotFound } from '../model/withdrawal-errors.js';
import { ListOwnEarnings } from './list-own-earnings.js';
import { ListOwnWithdrawals } from './list-own-withdrawals.js';
import { ListWithdrawals } from './list-withdrawals.js';
import { MoveTreasury, type MoveTreasuryInput } from './move-treasury.js';
import { ReadOwnAccounts } from './read-own-accounts.js';
import { ReadOwnWithdrawal } from './read-own-withdrawal.js';
import { ReadStatement } from './read-statement.js';
import { ReadStatementLine } from './read-statement-line.js';
import { ReadTrialBalance } from './read-trial-balance.js';
import { SeedFloat } from './seed-float.js';

describe('reading the books', () => {
  let bench: LedgerBench;

  beforeEach(async () => {
    bench = await ledgerBench();
  });

  it('shows a person their own money and what moved it', async () => {
    const { seller: actor, ledgerViews } = bench;
    expect(await new ReadOwnAccounts(ledgerViews).execute({ actor })).toMatchObject([
      { currency: 'XAF', available: 50_000n },
    ]);
    const statement = await new ReadStatement(ledgerViews).execute({ actor, filter: { type: 'T4' } });
    expect(statement.results).toMatchObject([{ type: 'T4', amount: 50_000n }]);
    const [line] = statement.results;
    const readLine = new ReadStatementLine(ledgerViews);
    const transactionId = line?.id ?? '';
    expect(await readLine.execute({ actor, transactionId })).toEqual(line);
    const stranger = { actor: bench.finance, transactionId };
    await expect(readLine.execute(stranger)).rejects.toThrow(LedgerTransactionNotFound);
  });

  it('shows a person their own earnings and withdrawals', async () => {
    const { seller: actor } = bench;
    const earning = anEarning(actor.userId);
    const withdrawal = aWithdrawal(actor.userId, bench.method.id);
    await bench.earnings.add(earning);
    await bench.withdrawals.add(withdrawal);
    const earnings = await new ListOwnEarnings(bench.earningViews).execute({ actor });
    expect(earnings.results).toMatchObject([{ id: earning.id }]);
    const own = await new ListOwnWithdrawals(bench.withdrawalViews).execute({ actor });
    expect(own.results).toMatchObject([{ id: withdrawal.id }]);
    const read = new ReadOwnWithdrawal(bench.withdrawalViews);
    const withdrawalId = withdrawal.id;
    expect(await read.execute({ actor, withdrawalId })).toMatchObject({ id: withdrawalId });
    await expect(read.execute({ actor: bench.finance, withdrawalId })).rejects.toThrow(WithdrawalNotFound);
  });

  it("shows everybody's withdrawals and the trial balance to staff with the right only", async () => {
    await bench.withdrawals.add(aWithdrawal(bench.seller.userId, bench.method.id));
    const list = new ListWithdrawals(bench.withdrawalViews);
    const balance = new ReadTrialBalance(bench.ledgerViews);
    expect(await list.execute({ actor: bench.finance, state: 'requested' })).toMatchObject({
      count: 1,
    });
    expect(await balance.execute({ actor: bench.finance })).toMatchObject([
      { currency: 'XAF', debits: 150_000n, credits: 150_000n },
    ]);
    await expect(list.execute({ actor: bench.seller, state: null })).rejects.toThrow(PermissionMissing);
    await expect(balance.execute({ actor: bench.seller })).rejects.toThrow(PermissionMissing);
  });

  describe('MoveTreasury', () => {
    const move = (changes: Partial<MoveTreasuryInput> = {}) =>
      new MoveTreasury(bench.unitOfWork, bench.ids, bench.clock).execute({
        actor: bench.finance,
        from: 'bank',
        to: 'disbursement_float',
        provider: 'sandbox',
        amount: Money.of(7_000n, 'XAF'),
        reason: 'Monday top-up',
        ...changes,
      });

    it('books the move and keeps who made it why', async () => {
      const id = await move();
      expect(await bench.balance('disbursement_float')).toBe(7_000n);
      expect(await bench.auditEntries()).toMatchObject([
        { actorId: bench.finance.userId, action: 'finance:operate', resourceId: id, reason: 'Monday top-up' },
      ]);
    });

    it('refuses whoever has no right, an unknown provider, and moves that are none', async () => {
      await expect(move({ actor: bench.seller })).rejects.toThrow(PermissionMissing);
      await expect(move({ provider: 'nobody' })).rejects.toThrow(ProviderUnknown);
      await expect(move({ to: 'bank' })).rejects.toThrow(TreasuryMoveToSelf);
      await expect(move({ amount: Money.zero('XAF') })).rejects.toThrow(InvalidPosting);
      await expect(move({ from: 'disbursement_float', to: 'bank' })).rejects.toThrow(InsufficientBalance);
      expect(await bench.auditEntries()).toEqual([]);
    });
  });

  it('fills a float for development once, in both currencies', async () => {
    const seedFloat = new SeedFloat(bench.unitOfWork, bench.clock);
    await seedFloat.execute({ provider: 'sandbox' });
    await seedFloat.execute({ provider: 'sandbox' });
    const floats = (['XAF', 'XOF'] as const).map((currency) =>
      bench.ledgerViews.accountBalance({ code: 'disbursement_float', ownerId: 'sandbox', currency }),
    );
    expect(await Promise.all(floats)).toEqual([10_000_000n, 10_000_000n]);
  });
});
