import { IsIn, IsInt } from 'class-validator';
import {
  CHART_OF_ACCOUNTS,
  CURRENCIES,
  PAYOUT_METHOD_KINDS,
  WITHDRAWAL_STATES,
  isAccountCode,
  type AccountCode,
  type Currency,
  type EarningState,
  type EarningView as EarningRow,
  type OwnAccounts,
  type PayoutMethod,
  type PayoutMethodKind,
  type PayoutMethodView as PayoutMethodRow,
  type StatementLine,
  type TrialBalance,
  type WithdrawalState,
  type WithdrawalView as WithdrawalRow,
} from '@2krika/domain';
import { Amount, Id, Instant, ListOf, Nullable, PagesOf, Text } from '../server/index.js';

const ACCOUNT_CODES = Object.keys(CHART_OF_ACCOUNTS).filter(isAccountCode);
const EARNING_STATES = ['pending', 'available', 'partially_reversed', 'reversed'] as const;

export class OwnAccountsView {
  @IsIn(CURRENCIES)
  currency!: Currency;

  @Amount()
  pending!: number;

  @Amount()
  available!: number;

  @Amount()
  inTransit!: number;

  @Amount()
  owed!: number;

  @Amount()
  wallet!: number;
}

export class AccountsView {
  @ListOf(() => OwnAccountsView)
  results!: readonly OwnAccountsView[];
}

export function toAccountsView(accounts: readonly OwnAccounts[]): AccountsView {
  return {
    results: accounts.map(({ currency, pending, available, inTransit, owed, wallet }) => ({
      currency,
      pending: Number(pending),
      available: Number(available),
      inTransit: Number(inTransit),
      owed: Number(owed),
      wallet: Number(wallet),
    })),
  };
}

export class StatementEntryView {
  @IsIn(ACCOUNT_CODES)
  account!: AccountCode;

  @IsIn(['debit', 'credit'])
  side!: 'debit' | 'credit';

  @Amount()
  amount!: number;

  @Amount()
  balanceAfter!: number;
}

export class StatementLineView {
  @Id()
  id!: string;

  @Text({ max: 10 })
  type!: string;

  @Text({ max: 100 })
  descriptionKey!: string;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Amount()
  amount!: number;

  @Nullable()
  @Id()
  orderId!: string | null;

  @Nullable()
  @Id()
  withdrawalId!: string | null;

  @ListOf(() => StatementEntryView)
  entries!: readonly StatementEntryView[];

  @Instant()
  postedAt!: string;
}

export const StatementPages = PagesOf(StatementLineView);

export function toStatementLineView({
  postedAt,
  amount,
  entries,
  ...line
}: StatementLine): StatementLineView {
  return {
    amount: Number(amount),
    entries: entries.map(({ amount: moved, balanceAfter, ...entry }) => ({
      amount: Number(moved),
      balanceAfter: Number(balanceAfter),
      ...entry,
    })),
    postedAt: postedAt.toISOString(),
    ...line,
  };
}

export class EarningView {
  @Id()
  id!: string;

  @Id()
  orderId!: string;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Amount()
  grossAmount!: number;

  @Amount()
  commissionAmount!: number;

  @Amount()
  netAmount!: number;

  @Amount()
  reversedAmount!: number;

  @IsIn(EARNING_STATES)
  state!: EarningState;

  @Instant()
  clearsAt!: string;

  @Instant()
  createdAt!: string;
}

export const EarningPages = PagesOf(EarningView);

export function toEarningView({
  grossAmount,
  commissionAmount,
  netAmount,
  reversedAmount,
  clearsAt,
  createdAt,
  ...earning
}: EarningRow): EarningView {
  return {
    grossAmount: Number(grossAmount),
    commissionAmount: Number(commissionAmount),
    netAmount: Number(netAmount),
    reversedAmount: Number(reversedAmount),
    clearsAt: clearsAt.toISOString(),
    createdAt: createdAt.toISOString(),
    ...earning,
  };
}

export class PayoutMethodView {
  @Id()
  id!: string;

  @IsIn(PAYOUT_METHOD_KINDS)
  kind!: PayoutMethodKind;

  @Text({ max: 40 })
  channel!: string;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Text({ max: 40 })
  accountMask!: string;

  @Text({ max: 100 })
  holderName!: string;

  @Instant()
  usableFrom!: string;

  @Nullable()
  @Instant()
  flaggedAt!: string | null;

  @Instant()
  createdAt!: string;
}

export const PayoutMethodPages = PagesOf(PayoutMethodView);

export function toPayoutMethodView(method: PayoutMethodRow): PayoutMethodView {
  const { id, kind, channel, currency, accountMask, holderName, usableFrom, flaggedAt, createdAt } = method;
  return {
    id,
    ...{ kind, channel, currency, accountMask, holderName },
    usableFrom: usableFrom.toISOString(),
    flaggedAt: flaggedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function toNewPayoutMethodView(method: PayoutMethod): PayoutMethodView {
  return toPayoutMethodView(method.snapshot());
}

export class WithdrawalView {
  @Id()
  id!: string;

  @Text({ max: 30 })
  number!: string;

  @IsIn(WITHDRAWAL_STATES)
  state!: WithdrawalState;

  @Amount()
  amount!: number;

  @Amount()
  feeAmount!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Id()
  payoutMethodId!: string;

  @Text({ max: 40 })
  channel!: string;

  @Text({ max: 40 })
  accountMask!: string;

  @Nullable()
  @Text({ max: 2_000 })
  rejectionReason!: string | null;

  @Nullable()
  @Text({ max: 100 })
  failureCode!: string | null;

  @Instant()
  createdAt!: string;

  @Nullable()
  @Instant()
  paidAt!: string | null;

  @Nullable()
  @Instant()
  returnedAt!: string | null;
}

export const WithdrawalPages = PagesOf(WithdrawalView);

export function toWithdrawalView(withdrawal: WithdrawalRow): WithdrawalView {
  const { id, number, state, currency, payoutMethodId, channel, accountMask, rejectionReason, failureCode } =
    withdrawal;
  return {
    id,
    ...{ number, state, currency, payoutMethodId, channel, accountMask, rejectionReason, failureCode },
    amount: Number(withdrawal.amount),
    feeAmount: Number(withdrawal.feeAmount),
    createdAt: withdrawal.createdAt.toISOString(),
    paidAt: withdrawal.paidAt?.toISOString() ?? null,
    returnedAt: withdrawal.returnedAt?.toISOString() ?? null,
  };
}

export class TrialBalanceRowView {
  @IsIn(ACCOUNT_CODES)
  code!: AccountCode;

  @Amount()
  debits!: number;

  @Amount()
  credits!: number;

  /** On the normal side of the account. */
  @IsInt()
  balance!: number;
}

export class TrialBalanceView {
  @IsIn(CURRENCIES)
  currency!: Currency;

  @ListOf(() => TrialBalanceRowView)
  rows!: readonly TrialBalanceRowView[];

  @Amount()
  debits!: number;

  @Amount()
  credits!: number;
}

export class TrialBalancesView {
  @ListOf(() => TrialBalanceView)
  results!: readonly TrialBalanceView[];
}

export function toTrialBalancesView(balances: readonly TrialBalance[]): TrialBalancesView {
  return {
    results: balances.map(({ currency, rows, debits, credits }) => ({
      currency,
      rows: rows.map((row) => ({
        code: row.code,
        debits: Number(row.debits),
        credits: Number(row.credits),
        balance: Number(row.balance),
      })),
      debits: Number(debits),
      credits: Number(credits),
    })),
  };
}
