import type {
  Attachment,
  CommunicationEntry,
  Message,
  MessageDraft,
  MessageRepository,
} from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';
import { createChat, type ChatPorts } from './chat-factory.js';

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

/**
 * What the customer of a chat says in it, stored and still to be announced; in a chat of its own unless told in
 * which. A text said in a chat that is given needs its `senderId`.
 */
export async function createMessage(
  { messages, ...ports }: ChatPorts & { readonly messages: MessageRepository },
  { chatId, ...overrides }: Partial<MessageDraft> = {},
): Promise<Message> {
  const draft = chatId === undefined ? await inNewChat(ports) : { chatId };
  const { message } = await messages.append(aMessage(draft.chatId, { ...draft, ...overrides }));
  return message;
}

async function inNewChat(ports: ChatPorts): Promise<Pick<MessageDraft, 'chatId' | 'senderId'>> {
  const chat = await createChat(ports);
  return { chatId: chat.id, senderId: chat.snapshot().createdBy };
}
