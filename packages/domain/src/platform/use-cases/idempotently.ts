import { after, DAY, LockTimeout, type Clock, type Json, type UnitOfWork } from '../../kernel/index.js';
import {
  IdempotencyInProgress,
  IdempotencyKeyReused,
  type IdempotentRequest,
} from '../model/idempotency-key.js';
import type { IdempotencyKeyRepository } from '../ports/idempotency-key-repository.js';
import type { Vault } from '../ports/vault.js';

/**
 * How long a key is remembered. What moves money is protected for good by its business key; this window only
 * decides how long a repeat is answered word for word.
 */
const KEY_LIFETIME = 30 * DAY;

export interface IdempotentAnswer<Answer> {
  readonly answer: Answer;
  /** Whether this is the answer of an earlier request. */
  readonly replayed: boolean;
}

/**
 * Runs a request once, however often it is sent. The key, the effect and the answer are one transaction: the
 * work's own `run` joins the one opened here, so a kill between effect and answer cannot happen, and a
 * refused request leaves no key.
 */
export class Idempotently {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ idempotencyKeys: IdempotencyKeyRepository }>,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws IdempotencyKeyReused; IdempotencyInProgress; whatever the work throws */
  async execute<Answer extends Json>(
    { hash, ...numbered }: IdempotentRequest,
    work: () => Promise<Answer>,
  ): Promise<IdempotentAnswer<Answer>> {
    // Keyed: whoever reads the table must not find by guessing what a short request said, such as a phone number.
    const request = { ...numbered, hash: this.vault.digest(hash) };
    return this.unitOfWork.run(async ({ idempotencyKeys }) => {
      const now = this.clock.now();
      const known = await this.claim(idempotencyKeys, request, now);
      if (known) {
        if (known.hash !== request.hash) throw new IdempotencyKeyReused();
        return { answer: known.answer as Answer, replayed: true };
      }
      const answer = await work();
      await idempotencyKeys.answer(request, answer);
      return { answer, replayed: false };
    });
  }

  private async claim(keys: IdempotencyKeyRepository, request: IdempotentRequest, now: Date) {
    try {
      return await keys.claim(request, now, after(now, KEY_LIFETIME));
    } catch (error) {
      if (error instanceof LockTimeout) throw new IdempotencyInProgress();
      throw error;
    }
  }
}
