import { Transactional, type Json, type Within } from '../../kernel/index.js';
import type { IdempotencyKey, IdempotentRequest } from '../model/idempotency-key.js';

/** Keys of requests, each written by the transaction of the effect it stands for. */
export abstract class IdempotencyKeyRepository extends Transactional {
  /**
   * Takes the key and answers null, or answers the stored one when it was taken before. A rival that took it
   * and is still running is waited for.
   * @throws LockTimeout when the rival takes too long
   */
  abstract claim(
    request: IdempotentRequest,
    now: Date,
    expiresAt: Date,
    within?: Within,
  ): Promise<IdempotencyKey | null>;

  /** Stores the answer of a key this transaction claimed. @throws IdempotencyKeyUnclaimed */
  abstract answer(request: IdempotentRequest, answer: Json, within?: Within): Promise<void>;
}
