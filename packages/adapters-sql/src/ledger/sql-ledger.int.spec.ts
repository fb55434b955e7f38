import { LedgerAccountRepository } from '@2krika/domain';
import {
  accountRepositoryContract,
  earningRepositoryContract,
  earningViewsContract,
  FakeClock,
  ledgerContract,
  ledgerViewsContract,
  payoutMethodRepositoryContract,
  withdrawalRepositoryContract,
  withdrawalViewsContract,
} from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('the ledger in PostgreSQL', () => {
  const openStorage = useSqlStorage();
  const open = async () => {
    const storage = await openStorage();
    return { ...storage, accounts: new LedgerAccountRepository(storage.ledger, new FakeClock()) };
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
