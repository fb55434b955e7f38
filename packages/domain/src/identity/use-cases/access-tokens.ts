import { after, MINUTE, type Clock } from '../../kernel/index.js';
import type { UserId } from '../model/actor.js';
import type { SessionFamilyId } from '../model/session.js';
import type { TokenSigner } from '../ports/token-signer.js';

/** An access token is good this long (ASVS 5.0, 7.2). */
export const ACCESS_TOKEN_LIFETIME = 10 * MINUTE;

/** What a client holds while signed in. */
export interface TokenPair {
  /** Sent with every request. */
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  /** Exchanged, once, for the next pair. */
  readonly refreshToken: string;
}

/** Signs the access token that goes with a refresh token. */
export async function tokenPair(
  signer: TokenSigner,
  clock: Clock,
  holder: { readonly userId: UserId; readonly familyId: SessionFamilyId },
  refreshToken: string,
): Promise<TokenPair> {
  const now = clock.now();
  const accessTokenExpiresAt = after(now, ACCESS_TOKEN_LIFETIME);
  const claims = { userId: holder.userId, sessionFamilyId: holder.familyId };
  return {
    accessToken: await signer.sign(claims, now, accessTokenExpiresAt),
    accessTokenExpiresAt,
    refreshToken,
  };
}
