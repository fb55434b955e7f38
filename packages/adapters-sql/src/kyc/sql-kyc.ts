import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeIdentityRepository } from './sequelize-identity-repository.js';
import { SequelizeKycLimitRepository } from './sequelize-kyc-limit-repository.js';
import { SqlKycViews } from './sql-kyc-views.js';

/** The transactional ports of kyc. */
export function sqlKyc(store: SqlStore) {
  return {
    identities: new SequelizeIdentityRepository(store),
    kycLimits: new SequelizeKycLimitRepository(store),
  };
}

/** The reading ports of kyc. */
export function sqlKycViews(store: SqlStore) {
  return { kycViews: new SqlKycViews(store) };
}
