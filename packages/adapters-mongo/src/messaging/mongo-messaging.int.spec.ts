import {
  chatStateRepositoryContract,
  communicationLogContract,
  messageIntegrityContract,
  messageRepositoryContract,
} from '@2krika/domain/testing';
import { useMongoStorage } from '../../testing/index.js';

describe('messaging in MongoDB', () => {
  const open = useMongoStorage();

  messageRepositoryContract(open);
  chatStateRepositoryContract(open);
  communicationLogContract(open);
  messageIntegrityContract(open);
});
