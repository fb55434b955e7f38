import { DomainError } from '../../kernel/index.js';
import type { DocumentKind } from './identity-documents.js';
import type { IdentityEvent, IdentityState } from './identity-process.js';

/** There is no such identity, or it is none of the actor's business. */
export class IdentityNotFound extends DomainError {
  readonly code = 'kyc.identity_not_found';
  readonly kind = 'not_found';

  constructor(identityId: string) {
    super('There is no such identity.', { identityId });
  }
}

/** A part of what is stated, or decided, cannot be true of anybody. */
export class InvalidIdentity extends DomainError {
  readonly code = 'kyc.invalid';
  readonly kind = 'invalid';

  constructor(pointer: string, reason: string) {
    super(reason, { pointer });
  }
}

/** The identity's process has no such step for the state it is in. */
export class IdentityEventRefused extends DomainError {
  readonly code = 'kyc.event_refused';
  readonly kind = 'conflict';

  constructor(event: IdentityEvent, state: IdentityState) {
    super(`An identity that is ${state} cannot take ${event}.`, { event, state });
  }
}

/** What was submitted is what staff decide on: it changes no more. */
export class IdentityNotEditable extends DomainError {
  readonly code = 'kyc.not_editable';
  readonly kind = 'conflict';

  constructor(state: IdentityState) {
    super('Only a draft can be changed.', { state });
  }
}

/** Its owner has one that was not decided yet. */
export class IdentityAlreadyOpen extends DomainError {
  readonly code = 'kyc.already_open';
  readonly kind = 'conflict';

  constructor() {
    super('You have an identity under way already. Submit or withdraw it first.');
  }
}

/** What was proved already is not proved again before it is about to expire. */
export class IdentityLevelHeld extends DomainError {
  readonly code = 'kyc.level_held';
  readonly kind = 'conflict';

  constructor(level: number) {
    super('You have proved this already.', { level });
  }
}

/** Too many attempts in a row were refused. */
export class AttemptsExhausted extends DomainError {
  readonly code = 'kyc.attempts_exhausted';
  readonly kind = 'conflict';

  constructor(attempts: number) {
    super(`${attempts} attempts in a row were refused: there is no other one.`, { attempts });
  }
}

/** Pictures are missing. */
export class IdentityIncomplete extends DomainError {
  readonly code = 'kyc.incomplete';
  readonly kind = 'rule_violation';

  constructor(missing: readonly DocumentKind[]) {
    super(`These pictures are missing: ${missing.join(', ')}.`, { missing });
  }
}

/** Nobody looks at a person's documents without their consent. */
export class ConsentMissing extends DomainError {
  readonly code = 'kyc.consent_missing';
  readonly kind = 'rule_violation';

  constructor() {
    super('We may look at your documents only with your consent.', { pointer: '/hasConsented' });
  }
}

/** The law lets only adults be paid. */
export class UnderAge extends DomainError {
  readonly code = 'kyc.under_age';
  readonly kind = 'rule_violation';

  constructor(age: number) {
    super(`You have to be ${age}.`, { pointer: '/birthDate' });
  }
}

/** The document proves nothing any more. */
export class IdentityDocumentExpired extends DomainError {
  readonly code = 'kyc.document_expired';
  readonly kind = 'rule_violation';

  constructor() {
    super('This document has expired.', { pointer: '/documentExpiresOn' });
  }
}

/** The document proves somebody else's identity: one person, one account. */
export class IdentityDocumentTaken extends DomainError {
  readonly code = 'kyc.document_taken';
  readonly kind = 'conflict';

  constructor() {
    super('Another account is identified by this document.');
  }
}

/** No such picture is attached. */
export class IdentityDocumentNotFound extends DomainError {
  readonly code = 'kyc.document_not_found';
  readonly kind = 'not_found';

  constructor(kind: DocumentKind) {
    super('There is no such picture.', { kind });
  }
}

/** Nobody decides on who they are themselves. */
export class OwnIdentityDecision extends DomainError {
  readonly code = 'kyc.own_decision';
  readonly kind = 'forbidden';

  constructor() {
    super('Somebody else has to decide on your identity.');
  }
}

/** Another reviewer is at it. */
export class IdentityClaimed extends DomainError {
  readonly code = 'kyc.claimed';
  readonly kind = 'conflict';

  constructor(claimedUntil: Date) {
    super('Somebody else is looking at this identity.', { claimedUntil: claimedUntil.toISOString() });
  }
}
