import {
  RoleNotFound,
  RoleRepository,
  UserNotFound,
  type Role,
  type UserId,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { users } from './in-memory-user-repository.js';

export const roles = new InMemoryTable<Role>({ name: 'role', key: (role) => role.code });

/** Who holds which role. */
export const userRoles = new InMemoryTable<{
  readonly userId: UserId;
  readonly roleCode: string;
  readonly grantedBy: UserId | null;
  readonly grantedAt: Date;
}>({ name: 'user-role', key: ({ userId, roleCode }) => [userId, roleCode] });

export class InMemoryRoleRepository extends RoleRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async put(role: Role, within?: Within) {
    const session = this.store.session(within);
    const sorted = { ...role, permissions: [...role.permissions].sort() };
    if (await session.insertIfAbsent(roles, sorted)) return;
    await session.change(roles, role.code, () => sorted);
  }

  async list(within?: Within) {
    const all = await this.store.session(within).all(roles);
    return all.sort((left, right) => (left.code < right.code ? -1 : 1));
  }

  async grant(userId: UserId, roleCode: string, grantedBy: UserId | null, now: Date, within?: Within) {
    const session = this.store.session(within);
    if (!(await session.find(roles, roleCode))) throw new RoleNotFound(roleCode);
    if (!(await session.find(users, userId))) throw new UserNotFound(userId);
    await session.insertIfAbsent(userRoles, { userId, roleCode, grantedBy, grantedAt: now });
  }
}
