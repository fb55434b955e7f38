import { chatRepositoryContract, chatViewsContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('chats in PostgreSQL', () => {
  const open = useSqlStorage();

  chatRepositoryContract(open);
  chatViewsContract(open);
});
