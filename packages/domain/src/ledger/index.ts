export * from './model/account-ref.js';
export * from './model/apportionment.js';
export * from './model/balances.js';
export * from './model/chart-of-accounts.js';
export * from './model/earning.js';
export * from './model/earning-errors.js';
export * from './model/ledger-errors.js';
export * from './model/order-postings.js';
export * from './model/payout-attempt.js';
export * from './model/payout-method.js';
export * from './model/payout-method-errors.js';
export * from './model/payout-polling.js';
// The class as a type only: a posting is made by a template and by nothing else.
export type {
  LedgerEntry,
  LedgerTransactionId,
  Posting,
  PostingContent,
  PostingLinks,
} from './model/posting.js';
export * from './model/posting-type.js';
export * from './model/receipt-postings.js';
export * from './model/refund-postings.js';
export * from './model/treasury-postings.js';
export * from './model/two-line-posting.js';
export * from './model/withdrawal.js';
export * from './model/withdrawal-errors.js';
export * from './model/withdrawal-fee.js';
export * from './model/withdrawal-postings.js';
export * from './model/withdrawal-process.js';
export * from './model/withdrawal-record.js';
export * from './ports/account-repository.js';
export * from './ports/earning-repository.js';
export * from './ports/earning-views.js';
export * from './ports/float-commitments.js';
export * from './ports/ledger.js';
export * from './ports/ledger-views.js';
export * from './ports/payout-method-repository.js';
export * from './ports/payout-provider.js';
export * from './ports/payout-providers.js';
export * from './ports/withdrawal-repository.js';
export * from './ports/withdrawal-views.js';
export * from './use-cases/add-payout-method.js';
export * from './use-cases/approve-withdrawal.js';
export * from './use-cases/assert-may.js';
export * from './use-cases/assess-withdrawal.js';
export * from './use-cases/cancel-withdrawal.js';
export * from './use-cases/confirm-withdrawal.js';
export type { DecideWithdrawalInput } from './use-cases/decide-withdrawal.js';
export * from './use-cases/float-covers.js';
export * from './use-cases/list-own-earnings.js';
export * from './use-cases/list-own-withdrawals.js';
export * from './use-cases/list-payout-methods.js';
export * from './use-cases/list-withdrawals.js';
export * from './use-cases/mark-withdrawal-returned.js';
export * from './use-cases/move-treasury.js';
export * from './use-cases/read-own-accounts.js';
export * from './use-cases/read-own-withdrawal.js';
export * from './use-cases/read-statement.js';
export * from './use-cases/read-statement-line.js';
export * from './use-cases/read-trial-balance.js';
export * from './use-cases/recoup-debt.js';
export * from './use-cases/reject-withdrawal.js';
export * from './use-cases/remove-payout-method.js';
export * from './use-cases/request-withdrawal.js';
export * from './use-cases/reverse-earning.js';
export * from './use-cases/seed-float.js';
export * from './use-cases/send-withdrawal.js';
export * from './use-cases/ledger-account-repository.js';
