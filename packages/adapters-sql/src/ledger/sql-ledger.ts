import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeEarningRepository } from './sequelize-earning-repository.js';
import { SequelizeLedger } from './sequelize-ledger.js';
import { SequelizePayoutMethodRepository } from './sequelize-payout-method-repository.js';
import { SequelizeWithdrawalRepository } from './sequelize-withdrawal-repository.js';
import { SqlEarningViews } from './sql-earning-views.js';
import { SqlLedgerViews } from './sql-ledger-views.js';
import { SqlWithdrawalViews } from './sql-withdrawal-views.js';

/** The transactional ports of the ledger context. */
export function sqlLedger(store: SqlStore) {
  return {
    ledger: new SequelizeLedger(store),
    earnings: new SequelizeEarningRepository(store),
    payoutMethods: new SequelizePayoutMethodRepository(store),
    withdrawals: new SequelizeWithdrawalRepository(store),
  };
}

/** The reading ports of the ledger context. */
export function sqlLedgerViews(store: SqlStore) {
  return {
    ledgerViews: new SqlLedgerViews(store),
    earningViews: new SqlEarningViews(store),
    withdrawalViews: new SqlWithdrawalViews(store),
  };
}
