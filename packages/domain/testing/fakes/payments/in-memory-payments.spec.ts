import { floatCommitmentsContract } from '../../contracts/payments/float-commitments.contract.js';
import { paymentRepositoryContract } from '../../contracts/payments/payment-repository.contract.js';
import { refundRepositoryContract } from '../../contracts/payments/refund-repository.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('payments in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());

  paymentRepositoryContract(open);
  refundRepositoryContract(open);
  floatCommitmentsContract(open);
});
