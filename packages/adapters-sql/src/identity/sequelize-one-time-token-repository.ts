import {
  AlreadyExists,
  OneTimeToken,
  OneTimeTokenRepository,
  StaleVersion,
  type OneTimeTokenState,
  type TokenPurpose,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const TOKENS = new Table<OneTimeTokenState>('one_time_tokens', {
  id: 'id',
  userId: 'user_id',
  purpose: 'purpose',
  secretHash: 'secret_hash',
  expiresAt: 'expires_at',
  usedAt: 'used_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const LOCK_BY_SECRET_HASH = TOKENS.select(
  'lock_by_secret_hash',
  'WHERE purpose = $1 AND secret_hash = $2 FOR NO KEY UPDATE',
);

/** One statement: a token that is refused leaves those before it as they are. Counting makes these end first. */
const ADD: Statement = {
  name: 'one_time_tokens_add',
  text: `WITH ended AS (
      UPDATE one_time_tokens SET used_at = $8, updated_at = $8, version = version + 1
      WHERE user_id = $2 AND purpose = $3 AND used_at IS NULL
      RETURNING id
    )
    INSERT INTO one_time_tokens (${TOKENS.columns})
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM (SELECT count(*) FROM ended) AS earlier`,
};

const alreadyExists = () => new AlreadyExists('one-time-token');
const REFUSALS: Refusals = {
  one_time_tokens_pkey: alreadyExists,
  one_time_tokens_secret_hash_key: alreadyExists,
  one_time_tokens_live_key: alreadyExists,
};

export class SequelizeOneTimeTokenRepository extends OneTimeTokenRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(token: OneTimeToken, within?: Within) {
    await this.store.session(within).execute(ADD, TOKENS.values(token.snapshot()), REFUSALS);
  }

  async save(token: OneTimeToken, within?: Within) {
    const stale = () => new StaleVersion('one-time-token', token.id);
    await this.store.session(within).executeExactly(1, TOKENS.update, TOKENS.values(token.snapshot()), stale);
    token.saved();
  }

  async findBySecretHashForUpdate(purpose: TokenPurpose, secretHash: string, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK_BY_SECRET_HASH, [purpose, secretHash]);
    return row && OneTimeToken.rehydrate(TOKENS.read(row));
  }
}
