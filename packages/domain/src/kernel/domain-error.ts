/**
 * Every kind of refusal there is. The set is closed: whoever translates errors (the HTTP edge, the worker)
 * maps it exhaustively, so a new kind does not compile until each of them has decided.
 */
export type ErrorKind =
  | 'invalid' // the input cannot be understood or breaks a rule of form
  | 'unauthenticated' // nobody, or nobody we believe
  | 'forbidden' // known, but without the right
  | 'not_found' // absent, or not to be seen by this actor
  | 'conflict' // the state of things, or somebody faster, stands against it
  | 'rule_violation' // well-formed, but against a rule of the business
  | 'unavailable'; // a resource we need does not answer now; the same request may succeed later

/** Facts about a refusal that are safe to show to whoever caused it. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * A refusal the domain foresaw. Its class is named for the fact (`OrderNotDelivered`), its `code` is
 * `context.fact` and is part of the public contract; `message` is for people and may change.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The row was changed by somebody else since it was read. Read again and decide again. */
export class StaleVersion extends DomainError {
  readonly code = 'kernel.stale_version';
  readonly kind = 'conflict';

  constructor(entity: string, id: string) {
    super(`The ${entity} was changed by somebody else in the meantime.`, { entity, id });
  }
}

/** A row with this id, or with this unique value, exists already. */
export class AlreadyExists extends DomainError {
  readonly code = 'kernel.already_exists';
  readonly kind = 'conflict';

  constructor(entity: string, details: ErrorDetails = {}) {
    super(`This ${entity} exists already.`, { entity, ...details });
  }
}

/** A row is held by another transaction for longer than we wait. */
export class LockTimeout extends DomainError {
  readonly code = 'kernel.lock_timeout';
  readonly kind = 'conflict';

  constructor() {
    super('Somebody else is working on the same thing right now. Try again.');
  }
}

/** A store or a remote system does not answer. Nothing is known to have been written. */
export class Unavailable extends DomainError {
  readonly code = 'kernel.unavailable';
  readonly kind = 'unavailable';

  constructor(resource: string, options: { cause?: unknown } = {}) {
    super(`${resource} is not available right now.`, { resource });
    this.cause = options.cause;
  }
}
