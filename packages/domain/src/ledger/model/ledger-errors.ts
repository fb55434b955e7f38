import { DomainError, type Currency } from '../../kernel/index.js';
import type { AccountRef } from './account-ref.js';

/** The posting would take a constrained account below zero. */
export class InsufficientBalance extends DomainError {
  readonly code = 'ledger.insufficient_balance';
  readonly kind = 'conflict';

  constructor({ code, currency }: AccountRef) {
    super('There is not enough money on this account.', { account: code, currency });
  }
}

/** Something else was posted for this source before: two callers disagree about one fact. */
export class LedgerSourceReused extends DomainError {
  readonly code = 'ledger.source_reused';
  readonly kind = 'conflict';

  constructor(type: string, sourceKey: string) {
    super('This was posted before, with another content.', { type, sourceKey });
  }
}

/** Nothing was posted for this source. */
export class LedgerTransactionNotFound extends DomainError {
  readonly code = 'ledger.transaction_not_found';
  readonly kind = 'not_found';

  constructor(details: { readonly [key: string]: string }) {
    super('There is no such transaction.', details);
  }
}

/** The entries of a posting break a rule of double entry. */
export class InvalidPosting extends DomainError {
  readonly code = 'ledger.invalid_posting';
  readonly kind = 'rule_violation';

  constructor(type: string, reason: string) {
    super(`${type}: ${reason}`, { type });
  }
}

/** More would be given back of a charge than it was. */
export class RefundExceedsCharge extends DomainError {
  readonly code = 'ledger.refund_exceeds_charge';
  readonly kind = 'rule_violation';

  constructor(refunded: bigint, gross: bigint) {
    super('This is more than what is left of the charge.', {
      refunded: Number(refunded),
      gross: Number(gross),
    });
  }
}

/** A treasury move from a place to itself. */
export class TreasuryMoveToSelf extends DomainError {
  readonly code = 'ledger.treasury_move_to_self';
  readonly kind = 'rule_violation';

  constructor(place: string, currency: Currency) {
    super('Money is moved from one place to another.', { place, currency });
  }
}
