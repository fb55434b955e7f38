import {
  IdempotencyInProgress,
  IdempotencyKeyReused,
  type IdempotentRequest,
  type Json,
} from '@2krika/domain';
import type { Idempotency } from '../../src/http/server/answer-once.js';

/** Keys in memory, with the domain's rules: a refused request leaves no key. */
export class MemoryIdempotency implements Idempotency {
  private readonly keys = new Map<string, { readonly hash: string; answer?: Json }>();

  async execute<Answer extends Json>(request: IdempotentRequest, work: () => Promise<Answer>) {
    const id = JSON.stringify([request.scope, request.route, request.key]);
    const known = this.keys.get(id);
    if (known) {
      if (known.hash !== request.hash) throw new IdempotencyKeyReused();
      if (known.answer === undefined) throw new IdempotencyInProgress();
      return { answer: known.answer as Answer, replayed: true };
    }
    const taken: { readonly hash: string; answer?: Json } = { hash: request.hash };
    this.keys.set(id, taken);
    try {
      const answer = await work();
      taken.answer = answer;
      return { answer, replayed: false };
    } catch (error) {
      this.keys.delete(id);
      throw error;
    }
  }
}
