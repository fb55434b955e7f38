import type { UserId } from '../model/actor.js';
import type { SessionFamilyId } from '../model/session.js';

/** What an access token says. */
export interface AccessClaims {
  readonly userId: UserId;
  readonly sessionFamilyId: SessionFamilyId;
}

/** Signs access tokens and reads them back. */
export abstract class TokenSigner {
  abstract sign(claims: AccessClaims, issuedAt: Date, expiresAt: Date): Promise<string>;

  /** The claims of a token we signed and that is good at `now`; null for every other text. */
  abstract verify(token: string, now: Date): Promise<AccessClaims | null>;
}
