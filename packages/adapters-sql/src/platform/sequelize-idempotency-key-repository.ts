import {
  IdempotencyKeyRepository,
  IdempotencyKeyUnclaimed,
  type IdempotentRequest,
  type Json,
  type Within,
} from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** Waits for a rival's transaction that inserts the same key. */
const CLAIM: Statement = {
  name: 'idempotency_keys_claim',
  text: `INSERT INTO idempotency_keys (scope, route, key, request_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (scope, route, key) DO NOTHING`,
};

const FIND: Statement<[hash: string, answer: Json, createdAt: Date, expiresAt: Date]> = {
  name: 'idempotency_keys_find',
  text: `SELECT request_hash, answer, created_at, expires_at FROM idempotency_keys
    WHERE scope = $1 AND route = $2 AND key = $3`,
};

const ANSWER: Statement = {
  name: 'idempotency_keys_answer',
  text: 'UPDATE idempotency_keys SET answer = $4 WHERE scope = $1 AND route = $2 AND key = $3',
};

export class SequelizeIdempotencyKeyRepository extends IdempotencyKeyRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async claim(request: IdempotentRequest, now: Date, expiresAt: Date, within?: Within) {
    const { scope, route, key } = request;
    const session = this.store.session(within);
    for (;;) {
      const claimed = await session.execute(CLAIM, [scope, route, key, request.hash, now, expiresAt]);
      if (claimed === 1) return null;
      const known = await session.row(FIND, [scope, route, key]);
      // Else it expired and was removed in between: nobody has it now.
      if (known) {
        const [hash, answer, createdAt, until] = known;
        return { scope, route, key, hash, answer, createdAt, expiresAt: until };
      }
    }
  }

  async answer({ scope, route, key }: IdempotentRequest, answer: Json, within?: Within) {
    const values = [scope, route, key, JSON.stringify(answer)];
    const unclaimed = () => new IdempotencyKeyUnclaimed();
    await this.store.session(within).executeExactly(1, ANSWER, values, unclaimed);
  }
}
