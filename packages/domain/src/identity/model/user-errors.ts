import { DomainError } from '../../kernel/index.js';

/** Somebody registered with this address. */
export class EmailTaken extends DomainError {
  readonly code = 'identity.email_taken';
  readonly kind = 'conflict';

  constructor() {
    super('There is an account with this e-mail address already.', { pointer: '/email' });
  }
}

/** Somebody has this public name. */
export class UsernameTaken extends DomainError {
  readonly code = 'identity.username_taken';
  readonly kind = 'conflict';

  constructor() {
    super('This username is taken.', { pointer: '/username' });
  }
}

/** Somebody verified this phone number. */
export class PhoneTaken extends DomainError {
  readonly code = 'identity.phone_taken';
  readonly kind = 'conflict';

  constructor() {
    super('There is an account with this phone number already.', { pointer: '/phone' });
  }
}

export class UserNotFound extends DomainError {
  readonly code = 'identity.user_not_found';
  readonly kind = 'not_found';

  constructor(userId: string) {
    super('There is no such user.', { userId });
  }
}

/** The pair of name and password is wrong. Does not say which, so that nobody learns who has an account. */
export class InvalidCredentials extends DomainError {
  readonly code = 'identity.invalid_credentials';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The name or the password is wrong.');
  }
}

export class EmailNotVerified extends DomainError {
  readonly code = 'identity.email_not_verified';
  readonly kind = 'forbidden';

  constructor() {
    super('Verify your e-mail address first: the message we sent you has the token.');
  }
}

export class AccountClosed extends DomainError {
  readonly code = 'identity.account_closed';
  readonly kind = 'forbidden';

  constructor() {
    super('This account is closed.');
  }
}

/** The access token is missing, forged, expired, or its session ended. */
export class Unauthenticated extends DomainError {
  readonly code = 'identity.unauthenticated';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Sign in to do this.');
  }
}

/** The refresh token is unknown, expired, or was ended. */
export class InvalidRefreshToken extends DomainError {
  readonly code = 'identity.invalid_refresh_token';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This refresh token is not valid. Sign in again.');
  }
}

/** The token sent by mail is unknown, used, or too old. */
export class InvalidOneTimeToken extends DomainError {
  readonly code = 'identity.invalid_token';
  readonly kind = 'rule_violation';

  constructor() {
    super('This token is not valid: it is unknown, used, or too old. Ask for a new one.');
  }
}

/** The actor's roles do not allow this. */
export class PermissionMissing extends DomainError {
  readonly code = 'identity.permission_missing';
  readonly kind = 'forbidden';

  constructor(permission: string) {
    super('Your roles do not allow this.', { permission });
  }
}
