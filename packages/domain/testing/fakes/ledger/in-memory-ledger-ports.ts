import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryEarningRepository } from './in-memory-earning-repository.js';
import { InMemoryEarningViews } from './in-memory-earning-views.js';
import { InMemoryLedger } from './in-memory-ledger.js';
import { InMemoryLedgerViews } from './in-memory-ledger-views.js';
import { InMemoryPayoutMethodRepository } from './in-memory-payout-method-repository.js';
import { InMemoryWithdrawalRepository } from './in-memory-withdrawal-repository.js';
import { InMemoryWithdrawalViews } from './in-memory-withdrawal-views.js';

/** The transactional ports of the ledger context. */
export function inMemoryLedger(store: InMemoryStore) {
  return {
    ledger: new InMemoryLedger(store),
    earnings: new InMemoryEarningRepository(store),
    payoutMethods: new InMemoryPayoutMethodRepository(store),
    withdrawals: new InMemoryWithdrawalRepository(store),
  };
}

/** The reading ports of the ledger context. */
export function inMemoryLedgerViews(store: InMemoryStore) {
  return {
    ledgerViews: new InMemoryLedgerViews(store),
    earningViews: new InMemoryEarningViews(store),
    withdrawalViews: new InMemoryWithdrawalViews(store),
  };
}
