import type { MongoConnection } from './connection/mongo-connection.js';
import { MongooseChatStateRepository } from './messaging/mongoose-chat-state-repository.js';
import { MongooseCommunicationLog } from './messaging/mongoose-communication-log.js';
import { MongooseMessageIntegrity } from './messaging/mongoose-message-integrity.js';
import { MongooseMessageRepository } from './messaging/mongoose-message-repository.js';

/** Every port MongoDB implements, on one database. */
export function mongoStorage(connection: MongoConnection) {
  return {
    connection,
    messages: new MongooseMessageRepository(connection),
    chatStates: new MongooseChatStateRepository(connection),
    communicationLog: new MongooseCommunicationLog(connection),
    messageIntegrity: new MongooseMessageIntegrity(connection),
  };
}

export type MongoStorage = ReturnType<typeof mongoStorage>;
