import { Transactional, type Within } from '../../kernel/index.js';
import type { OneTimeToken, TokenPurpose } from '../model/one-time-token.js';

/** One-time tokens, found by the digest of their secret. */
export abstract class OneTimeTokenRepository extends Transactional {
  /**
   * Also ends the earlier unused token of this user and purpose: only the newest message counts.
   * @throws AlreadyExists for the id, the secret, or a token that is added at the same time; then none has ended
   */
  abstract add(token: OneTimeToken, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(token: OneTimeToken, within?: Within): Promise<void>;

  /** Locks the row until the transaction ends, so that one secret has one use. */
  abstract findBySecretHashForUpdate(
    purpose: TokenPurpose,
    secretHash: string,
    within?: Within,
  ): Promise<OneTimeToken | null>;
}
