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

const violation = () => new AlreadyExists('one-time-token');

const oneTimeTokens = new InMemoryTable<OneTimeTokenState>({
  name: 'one-time-token',
  key: (token) => token.id,
  unique: [
    { value: (token) => token.secretHash, violation },
    { value: ({ usedAt, userId, purpose }) => (usedAt === null ? [userId, purpose] : null), violation },
  ],
  versioned: true,
});

export class InMemoryOneTimeTokenRepository extends OneTimeTokenRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(token: OneTimeToken, within?: Within) {
    const added = token.snapshot();
    const { userId, purpose, createdAt } = added;
    return this.store.session(within).together(async (session) => {
      const earlier = await session.where(
        oneTimeTokens,
        (row) => row.userId === userId && row.purpose === purpose && row.usedAt === null,
      );
      for (const { id } of earlier) {
        await session.change(oneTimeTokens, id, (row) =>
          row.usedAt === null
            ? { ...row, usedAt: createdAt, updatedAt: createdAt, version: row.version + 1 }
            : null,
        );
      }
      await session.insert(oneTimeTokens, added);
    });
  }

  async save(token: OneTimeToken, within?: Within) {
    await this.store.session(within).update(oneTimeTokens, token.snapshot());
    token.saved();
  }

  async findBySecretHashForUpdate(purpose: TokenPurpose, secretHash: string, within?: Within) {
    const [row] = await this.store
      .session(within)
      .whereForUpdate(oneTimeTokens, (token) => token.purpose === purpose && token.secretHash === secretHash);
    return row ? OneTimeToken.rehydrate(row) : null;
  }
}
