import {
  IdempotencyKeyRepository,
  type IdempotencyKey,
  type IdempotentRequest,
  type Json,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

type KeyRow = Omit<IdempotencyKey, 'answer'> & { readonly answer: Json | undefined };

const keyOf = ({ scope, route, key }: IdempotentRequest) => [scope, route, key];

const idempotencyKeys = new InMemoryTable<KeyRow>({ name: 'idempotency-key', key: keyOf });

export class InMemoryIdempotencyKeyRepository extends IdempotencyKeyRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async claim(request: IdempotentRequest, now: Date, expiresAt: Date, within?: Within) {
    const session = this.store.session(within);
    const row = { ...request, createdAt: now, expiresAt, answer: undefined };
    if (await session.insertIfAbsent(idempotencyKeys, row)) return null;
    const known = await session.find(idempotencyKeys, keyOf(request));
    if (known?.answer === undefined) return null;
    return { ...known, answer: known.answer };
  }

  async answer(request: IdempotentRequest, answer: Json, within?: Within) {
    await this.store.session(within).change(idempotencyKeys, keyOf(request), (row) => ({ ...row, answer }));
  }
}
