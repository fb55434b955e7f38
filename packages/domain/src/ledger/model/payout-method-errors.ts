import { DomainError } from '../../kernel/index.js';

export class PayoutMethodNotFound extends DomainError {
  readonly code = 'payout_method.not_found';
  readonly kind = 'not_found';

  constructor(payoutMethodId: string) {
    super('There is no such payout method.', { payoutMethodId });
  }
}

/** The wallet belongs to a payout method already, this person's or somebody else's: one wallet, one person. */
export class PayoutAccountTaken extends DomainError {
  readonly code = 'payout_method.account_taken';
  readonly kind = 'conflict';

  constructor() {
    super('This number is registered for payouts already.', { pointer: '/msisdn' });
  }
}

/** The method is too new, so that its owner has the time to notice one that a thief added. */
export class PayoutMethodCoolingDown extends DomainError {
  readonly code = 'payout_method.cooling_down';
  readonly kind = 'conflict';

  constructor(usableFrom: Date) {
    super('This payout method is new. It can be used once its waiting time is over.', {
      usableFrom: usableFrom.toISOString(),
    });
  }
}

/** Money sent there came back. */
export class PayoutMethodFlagged extends DomainError {
  readonly code = 'payout_method.flagged';
  readonly kind = 'conflict';

  constructor() {
    super('Money sent to this number came back. Remove it and add it again, or another one.');
  }
}

/** A withdrawal on its way would be sent there. */
export class PayoutMethodInUse extends DomainError {
  readonly code = 'payout_method.in_use';
  readonly kind = 'conflict';

  constructor() {
    super('A withdrawal to this payout method is under way. Cancel it first, or wait for its end.');
  }
}

/** The name cannot be somebody's. */
export class InvalidHolderName extends DomainError {
  readonly code = 'payout_method.invalid_holder_name';
  readonly kind = 'invalid';

  constructor() {
    super('The name of the holder has 1 to 100 characters.', { pointer: '/holderName' });
  }
}
