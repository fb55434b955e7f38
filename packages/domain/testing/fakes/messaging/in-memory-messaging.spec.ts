import { chatRepositoryContract } from '../../contracts/messaging/chat-repository.contract.js';
import { chatStateRepositoryContract } from '../../contracts/messaging/chat-state-repository.contract.js';
import { chatViewsContract } from '../../contracts/messaging/chat-views.contract.js';
import { communicationLogContract } from '../../contracts/messaging/communication-log.contract.js';
import { messageIntegrityContract } from '../../contracts/messaging/message-integrity.contract.js';
import { messageRepositoryContract } from '../../contracts/messaging/message-repository.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { inMemoryMessageStorage } from './in-memory-messaging.js';

describe('messaging in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());
  const openMessages = () => Promise.resolve(inMemoryMessageStorage());

  chatRepositoryContract(open);
  chatViewsContract(open);
  messageRepositoryContract(openMessages);
  chatStateRepositoryContract(openMessages);
  communicationLogContract(openMessages);
  messageIntegrityContract(openMessages);
});
