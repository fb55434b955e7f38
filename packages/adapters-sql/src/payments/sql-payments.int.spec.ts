import {
  floatCommitmentsContract,
  paymentRepositoryContract,
  refundRepositoryContract,
} from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('payments in PostgreSQL', () => {
  const open = useSqlStorage();

  paymentRepositoryContract(open);
  refundRepositoryContract(open);
  floatCommitmentsContract(open);
});
