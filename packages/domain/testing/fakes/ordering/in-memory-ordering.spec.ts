import { orderRepositoryContract } from '../../contracts/ordering/order-repository.contract.js';
import { orderViewsContract } from '../../contracts/ordering/order-views.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('ordering in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());

  orderRepositoryContract(open);
  orderViewsContract(open);
});
