import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeOneTimeTokenRepository } from './sequelize-one-time-token-repository.js';
import { SequelizeRoleRepository } from './sequelize-role-repository.js';
import { SequelizeSessionRepository } from './sequelize-session-repository.js';
import { SequelizeUserRepository } from './sequelize-user-repository.js';
import { SqlIdentityViews } from './sql-identity-views.js';

/** The transactional ports of identity. */
export function sqlIdentity(store: SqlStore) {
  return {
    users: new SequelizeUserRepository(store),
    sessions: new SequelizeSessionRepository(store),
    oneTimeTokens: new SequelizeOneTimeTokenRepository(store),
    roles: new SequelizeRoleRepository(store),
  };
}

/** The reading ports of identity. */
export function sqlIdentityViews(store: SqlStore) {
  return { identityViews: new SqlIdentityViews(store) };
}
