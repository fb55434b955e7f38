import {
  IdempotencyKeyRepository,
  IdempotencyKeyUnclaimed,
  type IdempotencyKey,
  type IdempotentRequest,
  type Json,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const keyOf = ({ scope, route, key }: IdempotentRequest) => [scope, route, key];

const idempotencyKeys = new InMemoryTable<IdempotencyKey>({ name: 'idempotency-key', key: keyOf });

export class InMemoryIdempotencyKeyRepository extends IdempotencyKeyRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async claim(request: IdempotentRequest, now: Date, expiresAt: Date, within?: Within) {
    const session = this.store.session(within);
    const row = { ...request, createdAt: now, expiresAt, answer: null };
    for (;;) {
      if (await session.insertIfAbsent(idempotencyKeys, row)) return null;
      const known = await session.find(idempotencyKeys, keyOf(request));
      if (known) return known;
    }
  }

  async answer(request: IdempotentRequest, answer: Json, within?: Within) {
    const session = this.store.session(within);
    const answered = await session.change(idempotencyKeys, keyOf(request), (row) => ({ ...row, answer }));
    if (!answered) throw new IdempotencyKeyUnclaimed();
  }
}
