import { DomainError, type Json } from '../../kernel/index.js';

/** One request as its sender numbers it: sent again, it must have its effect once. */
export interface IdempotentRequest {
  /** Whose key it is: a user id. Keys of different scopes never meet. */
  readonly scope: string;
  /** The operation, such as `POST /v1/orders`. */
  readonly route: string;
  /** Chosen by the sender, 1 to 255 visible ASCII characters. */
  readonly key: string;
  /** A digest of everything the request says: the same key must not be sent with other words. */
  readonly hash: string;
}

/** A key with the answer it was given. Its hash is the vault's digest of the one the request came with. */
export interface IdempotencyKey extends IdempotentRequest {
  readonly answer: Json;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** The key was used before, for something else. */
export class IdempotencyKeyReused extends DomainError {
  readonly code = 'idempotency.key_reused';
  readonly kind = 'rule_violation';

  constructor() {
    super('This Idempotency-Key was already used for another request. Send a new key.');
  }
}

/** The first request with this key is still running. */
export class IdempotencyInProgress extends DomainError {
  readonly code = 'idempotency.in_progress';
  readonly kind = 'conflict';

  constructor() {
    super('The first request with this Idempotency-Key is still running. Ask again in a moment.');
  }
}

/** An answer to a key that is not there: a mistake of ours, which would leave the effect without its key. */
export class IdempotencyKeyUnclaimed extends Error {
  override readonly name = 'IdempotencyKeyUnclaimed';

  constructor() {
    super('An Idempotency-Key is answered that nobody claimed.');
  }
}
