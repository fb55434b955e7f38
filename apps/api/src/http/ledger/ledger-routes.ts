import { IsIn } from 'class-validator';
import {
  CURRENCIES,
  Money,
  type AddPayoutMethod,
  type ApproveWithdrawal,
  type CancelWithdrawal,
  type Currency,
  type ListOwnEarnings,
  type ListOwnWithdrawals,
  type ListPayoutMethods,
  type MarkWithdrawalReturned,
  type MoveTreasury,
  type ReadOwnAccounts,
  type ReadOwnWithdrawal,
  type ReadStatement,
  type ReadTrialBalance,
  type RejectWithdrawal,
  type RequestWithdrawal,
} from '@2krika/domain';
import {
  accepted,
  Amount,
  created,
  Id,
  ListQuery,
  noContent,
  ok,
  Optional,
  route,
  signedIn,
  staff,
  Text,
  type Route,
} from '../server/index.js';
import {
  AccountsView,
  EarningPages,
  PayoutMethodPages,
  PayoutMethodView,
  StatementPages,
  toAccountsView,
  toEarningView,
  toNewPayoutMethodView,
  toPayoutMethodView,
  toStatementLineView,
  toTrialBalancesView,
  toWithdrawalView,
  TrialBalancesView,
  WithdrawalPages,
  WithdrawalView,
} from './ledger-views.js';

export interface LedgerUseCases {
  readonly readOwnAccounts: ReadOwnAccounts;
  readonly readStatement: ReadStatement;
  readonly listOwnEarnings: ListOwnEarnings;
  readonly listPayoutMethods: ListPayoutMethods;
  readonly addPayoutMethod: AddPayoutMethod;
  readonly requestWithdrawal: RequestWithdrawal;
  readonly listOwnWithdrawals: ListOwnWithdrawals;
  readonly readOwnWithdrawal: ReadOwnWithdrawal;
  readonly cancelWithdrawal: CancelWithdrawal;
  readonly approveWithdrawal: ApproveWithdrawal;
  readonly rejectWithdrawal: RejectWithdrawal;
  readonly markWithdrawalReturned: MarkWithdrawalReturned;
  readonly readTrialBalance: ReadTrialBalance;
  readonly moveTreasury: MoveTreasury;
}

class WithdrawalParams {
  @Id()
  id!: string;
}

class StatementQuery extends ListQuery {
  @Optional()
  @IsIn(CURRENCIES)
  currency?: Currency;

  @Optional()
  @Id()
  orderId?: string;
}

class PayoutMethodBody {
  /** Code of a channel that pays out. */
  @Text({ max: 40 })
  channel!: string;

  /** In international form. */
  @Text({ max: 40 })
  msisdn!: string;

  @Text({ max: 100 })
  holderName!: string;
}

class WithdrawalBody {
  @Id()
  payoutMethodId!: string;

  @Amount({ min: 1 })
  amount!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;
}

class DecisionBody {
  @Text({ max: 2_000 })
  reason!: string;
}

const PLACES = ['bank', 'provider_clearing', 'disbursement_float'] as const;

class TreasuryMoveBody {
  @IsIn(PLACES)
  from!: (typeof PLACES)[number];

  @IsIn(PLACES)
  to!: (typeof PLACES)[number];

  @Text({ max: 40 })
  provider!: string;

  @Amount({ min: 1 })
  amount!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Text({ max: 2_000 })
  reason!: string;
}

/** No route can be stepped up to yet: a setting that asks for it refuses everybody. */
const IS_STEPPED_UP = false;

export function ledgerRoutes(useCases: LedgerUseCases): readonly Route[] {
  return [...accountRoutes(useCases), ...withdrawalRoutes(useCases), ...financeRoutes(useCases)];
}

function accountRoutes(useCases: LedgerUseCases): readonly Route[] {
  const { readOwnAccounts, readStatement, listOwnEarnings, listPayoutMethods, addPayoutMethod } = useCases;
  return [
    route({
      method: 'GET',
      path: '/me/accounts',
      summary: 'Your money in each currency: pending, available, in transit, owed, wallet.',
      tag: 'Money',
      access: signedIn,
      answers: { 200: AccountsView },
      handle: async ({ actor }) => ok(toAccountsView(await readOwnAccounts.execute({ actor }))),
    }),
    route({
      method: 'GET',
      path: '/me/transactions',
      summary: 'Your statement with the balance after each line, newest first.',
      tag: 'Money',
      access: signedIn,
      query: StatementQuery,
      answers: { 200: StatementPages },
      async handle({ actor, query: { page, cursor, limit, ...filter } }) {
        const statement = await readStatement.execute({ actor, filter, page, cursor, limit });
        return ok({ ...statement, results: statement.results.map(toStatementLineView) });
      },
    }),
    route({
      method: 'GET',
      path: '/me/earnings',
      summary: 'What each of your orders earned, and when it clears.',
      tag: 'Money',
      access: signedIn,
      query: ListQuery,
      answers: { 200: EarningPages },
      async handle({ actor, query }) {
        const earnings = await listOwnEarnings.execute({ actor, ...query });
        return ok({ ...earnings, results: earnings.results.map(toEarningView) });
      },
    }),
    route({
      method: 'GET',
      path: '/me/payout-methods',
      summary: 'Where your money can be sent, oldest first.',
      tag: 'Money',
      access: signedIn,
      query: ListQuery,
      answers: { 200: PayoutMethodPages },
      async handle({ actor, query }) {
        const methods = await listPayoutMethods.execute({ actor, ...query });
        return ok({ ...methods, results: methods.results.map(toPayoutMethodView) });
      },
    }),
    route({
      method: 'POST',
      path: '/me/payout-methods',
      summary: 'Register a number for payouts. It can be used once its waiting time is over.',
      tag: 'Money',
      access: signedIn,
      idempotent: true,
      body: PayoutMethodBody,
      answers: { 201: PayoutMethodView },
      refusals: [
        'platform.channel_unknown',
        'platform.channel_unavailable',
        'platform.msisdn_not_of_channel',
        'platform.invalid_msisdn',
      ],
      async handle({ actor, body }) {
        const method = await addPayoutMethod.execute({ actor, ...body, isSteppedUp: IS_STEPPED_UP });
        return created('/v1/me/payout-methods', toNewPayoutMethodView(method));
      },
    }),
  ];
}

function withdrawalRoutes(useCases: LedgerUseCases): readonly Route[] {
  const { requestWithdrawal, listOwnWithdrawals, readOwnWithdrawal, cancelWithdrawal } = useCases;
  return [
    route({
      method: 'POST',
      path: '/me/withdrawals',
      summary: 'Ask for your money. It is set apart at once and sent right after.',
      tag: 'Money',
      access: signedIn,
      idempotent: true,
      body: WithdrawalBody,
      answers: { 202: WithdrawalView },
      refusals: [
        ...['ledger.insufficient_balance', 'withdrawal.already_open', 'payout_method.cooling_down'],
        ...['withdrawal.kyc_level_too_low', 'withdrawal.kyc_limit_exceeded'],
      ],
      async handle({ actor, body: { payoutMethodId, amount, currency } }) {
        const withdrawal = await requestWithdrawal.execute({
          actor,
          ...{ payoutMethodId, isSteppedUp: IS_STEPPED_UP },
          amount: Money.of(BigInt(amount), currency),
        });
        const row = await readOwnWithdrawal.execute({ actor, withdrawalId: withdrawal.id });
        return accepted(`/v1/me/withdrawals/${withdrawal.id}`, toWithdrawalView(row));
      },
    }),
    route({
      method: 'GET',
      path: '/me/withdrawals',
      summary: 'Your withdrawals, newest first.',
      tag: 'Money',
      access: signedIn,
      query: ListQuery,
      answers: { 200: WithdrawalPages },
      async handle({ actor, query }) {
        const withdrawals = await listOwnWithdrawals.execute({ actor, ...query });
        return ok({ ...withdrawals, results: withdrawals.results.map(toWithdrawalView) });
      },
    }),
    route({
      method: 'GET',
      path: '/me/withdrawals/{id}',
      summary: 'What became of a withdrawal.',
      tag: 'Money',
      access: signedIn,
      params: WithdrawalParams,
      answers: { 200: WithdrawalView },
      async handle({ actor, params }) {
        const row = await readOwnWithdrawal.execute({ actor, withdrawalId: params.id });
        return ok(toWithdrawalView(row), { version: row.version });
      },
    }),
    route({
      method: 'POST',
      path: '/me/withdrawals/{id}/cancel',
      summary: 'Take it back, before it is sent.',
      tag: 'Money',
      access: signedIn,
      idempotent: true,
      params: WithdrawalParams,
      answers: { 204: 'empty' },
      async handle({ actor, params }) {
        await cancelWithdrawal.execute({ actor, withdrawalId: params.id });
        return noContent();
      },
    }),
  ];
}

function financeRoutes(useCases: LedgerUseCases): readonly Route[] {
  const { approveWithdrawal, rejectWithdrawal, markWithdrawalReturned, readTrialBalance, moveTreasury } =
    useCases;
  const decision = (
    name: string,
    summary: string,
    useCase: ApproveWithdrawal | RejectWithdrawal | MarkWithdrawalReturned,
  ) =>
    route({
      method: 'POST',
      path: `/admin/withdrawals/{id}/${name}`,
      summary,
      tag: 'Finance',
      access: staff('withdrawals:approve'),
      idempotent: true,
      params: WithdrawalParams,
      body: DecisionBody,
      answers: { 204: 'empty' },
      async handle({ actor, params, body }) {
        await useCase.execute({ actor, withdrawalId: params.id, ...body });
        return noContent();
      },
    });
  return [
    decision('approve', 'Let a withdrawal that waits for a person be sent.', approveWithdrawal),
    decision('reject', 'Refuse a withdrawal. Its money is available again.', rejectWithdrawal),
    decision('mark-returned', 'Book that a paid withdrawal came back.', markWithdrawalReturned),
    route({
      method: 'GET',
      path: '/admin/ledger/trial-balance',
      summary: 'Every account of the chart, per currency: debits equal credits.',
      tag: 'Finance',
      access: staff('ledger:read'),
      answers: { 200: TrialBalancesView },
      handle: async ({ actor }) => ok(toTrialBalancesView(await readTrialBalance.execute({ actor }))),
    }),
    route({
      method: 'POST',
      path: '/admin/ledger/treasury-moves',
      summary: 'Book money that was moved between bank, clearing and float.',
      tag: 'Finance',
      access: staff('finance:operate'),
      idempotent: true,
      body: TreasuryMoveBody,
      answers: { 204: 'empty' },
      async handle({ actor, body: { amount, currency, ...move } }) {
        await moveTreasury.execute({ actor, ...move, amount: Money.of(BigInt(amount), currency) });
        return noContent();
      },
    }),
  ];
}
