import { DomainError } from '../../kernel/index.js';

/** The earning still clears. */
export class EarningNotDue extends DomainError {
  readonly code = 'earning.not_due';
  readonly kind = 'conflict';

  constructor(clearsAt: Date) {
    super('This earning is still clearing.', { clearsAt: clearsAt.toISOString() });
  }
}

/** More would be taken back of an earning than is left of it. */
export class EarningReversalTooLarge extends DomainError {
  readonly code = 'earning.reversal_too_large';
  readonly kind = 'rule_violation';

  constructor(amount: bigint, left: bigint) {
    super('This is more than what is left of the earning.', { amount: Number(amount), left: Number(left) });
  }
}
