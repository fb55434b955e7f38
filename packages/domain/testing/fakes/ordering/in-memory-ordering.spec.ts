import { chatIntegrityContract } from '../../contracts/ordering/chat-integrity.contract.js';
import { ledgerProofContract } from '../../contracts/ordering/ledger-proof.contract.js';
import { orderRepositoryContract } from '../../contracts/ordering/order-repository.contract.js';
import { orderViewsContract } from '../../contracts/ordering/order-views.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('ordering in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());

  orderRepositoryContract(open);
  orderViewsContract(open);
  chatIntegrityContract(open);
  ledgerProofContract(open);
});
