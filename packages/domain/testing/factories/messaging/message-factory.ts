import type { Attachment, CommunicationEntry, MessageDraft } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

export function anAttachment(overrides: Partial<Attachment> = {}): Attachment {
  const uploadId = anId();
  return {
    uploadId,
    path: `message/${uploadId}`,
    type: 'image/png',
    size: 1_024,
    name: 'maquette.png',
    ...overrides,
  };
}

/** What somebody says in the chat. */
export function aMessage(chatId: string, overrides: Partial<MessageDraft> = {}): MessageDraft {
  return {
    id: anId(),
    chatId,
    senderId: anId(),
    kind: 'text',
    event: null,
    content: 'Bonjour, où en est le logo ?',
    clientMessageId: anId(),
    attachments: [],
    timestamp: TEST_EPOCH,
    ...overrides,
  };
}

/** A note that the user read a message. */
export function aCommunicationEntry(overrides: Partial<CommunicationEntry> = {}): CommunicationEntry {
  return {
    id: anId(),
    at: TEST_EPOCH,
    kind: 'message.read',
    userId: anId(),
    chatId: anId(),
    seq: 1,
    transport: 'http',
    connectionId: null,
    node: null,
    ms: null,
    error: null,
    ipHash: null,
    ...overrides,
  };
}
