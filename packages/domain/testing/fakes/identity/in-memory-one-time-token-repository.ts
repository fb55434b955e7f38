import {
  AlreadyExists,
  OneTimeToken,
  OneTimeTokenRepository,
  type OneTimeTokenState,
  type TokenPurpose,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const oneTimeTokens = new InMemoryTable<OneTimeTokenState>({
  name: 'one-time-token',
  key: (token) => token.id,
  unique: [{ value: (token) => token.secretHash, violation: () => new AlreadyExists('one-time-token') }],
  versioned: true,
});

export class InMemoryOneTimeTokenRepository extends OneTimeTokenRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(token: OneTimeToken, within?: Within) {
    const session = this.store.session(within);
    const added = token.snapshot();
    const earlier = await session.where(
      oneTimeTokens,
      (row) => row.userId === added.userId && row.purpose === added.purpose && row.usedAt === null,
    );
    for (const { id } of earlier) {
      await session.change(oneTimeTokens, id, (row) => ({
        ...row,
        usedAt: added.createdAt,
        updatedAt: added.createdAt,
        version: row.version + 1,
      }));
    }
    await session.insert(oneTimeTokens, added);
  }

  async save(token: OneTimeToken, within?: Within) {
    await this.store.session(within).update(oneTimeTokens, token.snapshot());
    token.saved();
  }

  async findBySecretHashForUpdate(purpose: TokenPurpose, secretHash: string, within?: Within) {
    const session = this.store.session(within);
    const [row] = await session.where(
      oneTimeTokens,
      (token) => token.purpose === purpose && token.secretHash === secretHash,
    );
    const locked = row && (await session.findForUpdate(oneTimeTokens, row.id));
    return locked ? OneTimeToken.rehydrate(locked) : null;
  }
}
