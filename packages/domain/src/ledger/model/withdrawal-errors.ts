import { DomainError, type Currency } from '../../kernel/index.js';
import type { WithdrawalEvent, WithdrawalState } from './withdrawal-process.js';

export class WithdrawalNotFound extends DomainError {
  readonly code = 'withdrawal.not_found';
  readonly kind = 'not_found';

  constructor(details: { readonly [key: string]: string }) {
    super('There is no such withdrawal.', details);
  }
}

/** The withdrawal is past the point where this could happen to it, or not there yet. */
export class WithdrawalEventRefused extends DomainError {
  readonly code = 'withdrawal.event_refused';
  readonly kind = 'conflict';

  constructor(event: WithdrawalEvent, state: WithdrawalState) {
    super(`A withdrawal that is ${state} cannot take ${event}.`, { event, state });
  }
}

/** Its owner has one under way. */
export class WithdrawalAlreadyOpen extends DomainError {
  readonly code = 'withdrawal.already_open';
  readonly kind = 'conflict';

  constructor() {
    super('You have a withdrawal under way already. Cancel it, or wait for its end.');
  }
}

/** Nobody decides on their own withdrawal. */
export class OwnWithdrawalDecision extends DomainError {
  readonly code = 'withdrawal.own_decision';
  readonly kind = 'forbidden';

  constructor() {
    super('Somebody else has to decide on your withdrawal.');
  }
}

/** The account is suspended or closed: money stays where it is until somebody has looked at it. */
export class WithdrawalsHeld extends DomainError {
  readonly code = 'withdrawal.held';
  readonly kind = 'forbidden';

  constructor() {
    super('This account cannot withdraw money right now.');
  }
}

export class KycLevelTooLow extends DomainError {
  readonly code = 'withdrawal.kyc_level_too_low';
  readonly kind = 'forbidden';

  constructor(required: number, actual: number) {
    super('Verify your identity first.', { required, actual });
  }
}

/** More than somebody of this level may take. The amount is in minor units. */
export class KycLimitExceeded extends DomainError {
  readonly code = 'withdrawal.kyc_limit_exceeded';
  readonly kind = 'forbidden';

  constructor(period: 'withdrawal' | 'day' | 'month', limit: bigint, currency: Currency) {
    super('This is more than you may withdraw. Prove more of who you are first.', {
      ...{ period, limit: String(limit), currency },
    });
  }
}

export class PhoneNotVerified extends DomainError {
  readonly code = 'withdrawal.phone_not_verified';
  readonly kind = 'forbidden';

  constructor() {
    super('Verify your phone number first.');
  }
}

/** A session alone is not enough for this: it may have been stolen. */
export class StepUpRequired extends DomainError {
  readonly code = 'withdrawal.step_up_required';
  readonly kind = 'forbidden';

  constructor() {
    super('Prove again that it is you, then repeat this.');
  }
}
