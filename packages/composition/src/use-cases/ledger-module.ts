import {
  AccountRepository,
  AddPayoutMethod,
  ApproveWithdrawal,
  AssessWithdrawal,
  CancelWithdrawal,
  Clock,
  ConfirmWithdrawal,
  EarningViews,
  IdGenerator,
  Ledger,
  LedgerAccountRepository,
  LedgerViews,
  ListOwnEarnings,
  ListOwnWithdrawals,
  ListPayoutMethods,
  ListWithdrawals,
  MarkWithdrawalReturned,
  MoveTreasury,
  PayoutProviders,
  ReadOwnAccounts,
  ReadOwnWithdrawal,
  ReadStatement,
  ReadStatementLine,
  ReadTrialBalance,
  RejectWithdrawal,
  RemovePayoutMethod,
  RequestWithdrawal,
  SeedFloat,
  SendWithdrawal,
  Vault,
  WithdrawalRepository,
  WithdrawalViews,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const ledgerModule = new ContainerModule(({ bind }) => {
  bind(AccountRepository).toResolvedValue(
    (ledger, clock) => new LedgerAccountRepository(ledger, clock),
    [Ledger, Clock],
  );
  bind(AddPayoutMethod).toResolvedValue(
    (unitOfWork, vault, ids, clock) => new AddPayoutMethod(unitOfWork, vault, ids, clock),
    [ScopedUnitOfWork, Vault, IdGenerator, Clock],
  );
  bind(RemovePayoutMethod).toResolvedValue(
    (unitOfWork, clock) => new RemovePayoutMethod(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ListPayoutMethods).toResolvedValue(
    (withdrawals) => new ListPayoutMethods(withdrawals),
    [WithdrawalViews],
  );
  bind(RequestWithdrawal).toResolvedValue(
    (unitOfWork, vault, ids, clock) => new RequestWithdrawal(unitOfWork, vault, ids, clock),
    [ScopedUnitOfWork, Vault, IdGenerator, Clock],
  );
  bind(AssessWithdrawal).toResolvedValue(
    (unitOfWork, clock) => new AssessWithdrawal(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ApproveWithdrawal).toResolvedValue(
    (unitOfWork, clock) => new ApproveWithdrawal(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RejectWithdrawal).toResolvedValue(
    (unitOfWork, clock) => new RejectWithdrawal(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(CancelWithdrawal).toResolvedValue(
    (unitOfWork, clock) => new CancelWithdrawal(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SendWithdrawal).toResolvedValue(
    (unitOfWork, payoutProviders, vault, ids, clock) =>
      new SendWithdrawal(unitOfWork, payoutProviders, vault, ids, clock),
    [ScopedUnitOfWork, PayoutProviders, Vault, IdGenerator, Clock],
  );
  bind(ConfirmWithdrawal).toResolvedValue(
    (unitOfWork, withdrawals, payoutProviders, clock) =>
      new ConfirmWithdrawal(unitOfWork, withdrawals, payoutProviders, clock),
    [ScopedUnitOfWork, WithdrawalRepository, PayoutProviders, Clock],
  );
  bind(MarkWithdrawalReturned).toResolvedValue(
    (unitOfWork, clock) => new MarkWithdrawalReturned(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ListOwnWithdrawals).toResolvedValue(
    (withdrawals) => new ListOwnWithdrawals(withdrawals),
    [WithdrawalViews],
  );
  bind(ReadOwnWithdrawal).toResolvedValue(
    (withdrawals) => new ReadOwnWithdrawal(withdrawals),
    [WithdrawalViews],
  );
  bind(ListWithdrawals).toResolvedValue((withdrawals) => new ListWithdrawals(withdrawals), [WithdrawalViews]);
  bind(ReadOwnAccounts).toResolvedValue((ledger) => new ReadOwnAccounts(ledger), [LedgerViews]);
  bind(ReadStatement).toResolvedValue((ledger) => new ReadStatement(ledger), [LedgerViews]);
  bind(ReadStatementLine).toResolvedValue((ledger) => new ReadStatementLine(ledger), [LedgerViews]);
  bind(ListOwnEarnings).toResolvedValue((earnings) => new ListOwnEarnings(earnings), [EarningViews]);
  bind(ReadTrialBalance).toResolvedValue((ledger) => new ReadTrialBalance(ledger), [LedgerViews]);
  bind(MoveTreasury).toResolvedValue(
    (unitOfWork, ids, clock) => new MoveTreasury(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(SeedFloat).toResolvedValue(
    (unitOfWork, clock) => new SeedFloat(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
});
