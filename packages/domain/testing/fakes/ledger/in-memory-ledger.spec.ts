import { LedgerAccountRepository } from '@2krika/domain';
import { accountRepositoryContract } from '../../contracts/ledger/account-repository.contract.js';
import { earningRepositoryContract } from '../../contracts/ledger/earning-repository.contract.js';
import { earningViewsContract } from '../../contracts/ledger/earning-views.contract.js';
import { ledgerViewsContract } from '../../contracts/ledger/ledger-views.contract.js';
import { ledgerContract } from '../../contracts/ledger/ledger.contract.js';
import { payoutMethodRepositoryContract } from '../../contracts/ledger/payout-method-repository.contract.js';
import { withdrawalRepositoryContract } from '../../contracts/ledger/withdrawal-repository.contract.js';
import { withdrawalViewsContract } from '../../contracts/ledger/withdrawal-views.contract.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { inMemoryLedger, inMemoryLedgerViews } from './in-memory-ledger-ports.js';

describe('the ledger in memory', () => {
  const open = () => {
    const database = new InMemoryDatabase();
    const scope = inMemoryLedger(database);
    return Promise.resolve({
      ...inMemoryIdentity(database),
      ...scope,
      ...inMemoryLedgerViews(database),
      accounts: new LedgerAccountRepository(scope.ledger, new FakeClock()),
      unitOfWork: new InMemoryUnitOfWork(database, (store: InMemoryStore) => inMemoryLedger(store)),
    });
  };

  ledgerContract(open);
  accountRepositoryContract(open);
  ledgerViewsContract(open);
  earningRepositoryContract(open);
  earningViewsContract(open);
  payoutMethodRepositoryContract(open);
  withdrawalRepositoryContract(open);
  withdrawalViewsContract(open);
});
