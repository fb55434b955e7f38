import {
  catalogueViewsContract,
  categoryRepositoryContract,
  serviceRepositoryContract,
} from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('the catalogue in PostgreSQL', () => {
  const open = useSqlStorage();

  categoryRepositoryContract(open);
  serviceRepositoryContract(open);
  catalogueViewsContract(open);
});
