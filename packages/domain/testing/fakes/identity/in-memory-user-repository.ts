import {
  EmailTaken,
  PhoneTaken,
  User,
  UserNotFound,
  UsernameTaken,
  UserRepository,
  type UserId,
  type UserState,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const living = (user: UserState, value: string | null) => (user.deletedAt === null ? value : null);

export const users = new InMemoryTable<UserState>({
  name: 'user',
  key: (user) => user.id,
  unique: [
    { value: (user) => living(user, user.email), violation: () => new EmailTaken() },
    { value: (user) => living(user, user.username), violation: () => new UsernameTaken() },
    { value: (user) => living(user, user.phone), violation: () => new PhoneTaken() },
  ],
  versioned: true,
});

export class InMemoryUserRepository extends UserRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(user: User, within?: Within) {
    return this.store.session(within).insert(users, user.snapshot());
  }

  async save(user: User, within?: Within) {
    await this.store.session(within).update(users, user.snapshot());
    user.saved();
  }

  async find(id: UserId, within?: Within) {
    return rehydrated(await this.store.session(within).find(users, id));
  }

  async getForUpdate(id: UserId, within?: Within) {
    const user = rehydrated(await this.store.session(within).findForUpdate(users, id));
    if (!user) throw new UserNotFound(id);
    return user;
  }

  async getEvenDeletedForUpdate(id: UserId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(users, id);
    if (!row) throw new UserNotFound(id);
    return User.rehydrate(row);
  }

  async findByLogin(login: string, within?: Within) {
    const [user] = await this.store
      .session(within)
      .where(users, (row) => row.deletedAt === null && (row.email === login || row.username === login));
    return rehydrated(user ?? null);
  }
}

function rehydrated(row: UserState | null): User | null {
  return row?.deletedAt === null ? User.rehydrate(row) : null;
}
