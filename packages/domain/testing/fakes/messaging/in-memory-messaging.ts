import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryChatRepository } from './in-memory-chat-repository.js';
import { InMemoryChatStateRepository } from './in-memory-chat-state-repository.js';
import { InMemoryChatViews } from './in-memory-chat-views.js';
import { InMemoryCommunicationLog } from './in-memory-communication-log.js';
import { InMemoryMessageIntegrity } from './in-memory-message-integrity.js';
import { InMemoryMessageRepository } from './in-memory-message-repository.js';

/** The transactional ports of messaging. */
export function inMemoryMessaging(store: InMemoryStore) {
  return { chats: new InMemoryChatRepository(store) };
}

/** The reading ports of messaging that lie with the chats. */
export function inMemoryChatViews(store: InMemoryStore) {
  return { chatViews: new InMemoryChatViews(store) };
}

/**
 * Every port of the store of messages, as `mongoStorage` offers those of one MongoDB database. It is a database
 * of its own: no transaction spans it and the other, and either can go offline alone.
 */
export function inMemoryMessageStorage() {
  const database = new InMemoryDatabase();
  return {
    database,
    messages: new InMemoryMessageRepository(database),
    chatStates: new InMemoryChatStateRepository(database),
    communicationLog: new InMemoryCommunicationLog(database),
    messageIntegrity: new InMemoryMessageIntegrity(database),
  };
}
