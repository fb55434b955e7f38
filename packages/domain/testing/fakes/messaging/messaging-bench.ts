import {
  ChatUploadAudience,
  CountUnread,
  ListChats,
  ListCommunicationLog,
  MarkDelivered,
  MarkRead,
  PostSystemMessage,
  PurgeCommunicationLog,
  ReadChat,
  ReadHistory,
  RelayMessages,
  SendMessage,
  type Actor,
  type Chat,
  type ChatRecord,
  type Message,
  type OutboxEvent,
  type PermissionCode,
  type SendMessageInput,
  type UploadRecord,
} from '@2krika/domain';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aChatOf } from '../../factories/messaging/chat-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { LONGEST_PAUSES } from '../platform/leased-work.js';
import { SequentialIds } from '../sequential-ids.js';
import { inMemoryMessageStorage } from './in-memory-messaging.js';

/** Every use case of messaging on fakes, and a chat of a customer and a seller. */
export async function messagingBench() {
  const [sql, mongo] = [inMemoryStorage(), inMemoryMessageStorage()];
  const [ids, clock] = [new SequentialIds(), new FakeClock()];
  const { chats, uploads, chatViews, unitOfWork } = sql;
  const { messages, chatStates, communicationLog } = mongo;
  const marks = { chats, messages, chatStates, communicationLog, ids, clock };
  const sendMessage = new SendMessage(chats, uploads, messages, ids, clock);

  async function aPerson(...permissions: PermissionCode[]): Promise<Actor> {
    const user = aUser();
    await sql.users.add(user);
    return { userId: user.id, permissions: new Set(permissions) };
  }
  const [customer, seller] = [await aPerson(), await aPerson()];

  async function openChat(overrides: Partial<ChatRecord> = {}): Promise<Chat> {
    const opened = aChatOf(customer.userId, seller.userId, overrides);
    await chats.add(opened);
    return opened;
  }
  const chat = await openChat();

  /** Says something in the chat, by default as the customer. */
  const say = async (content = 'Bonjour', input: Partial<SendMessageInput> = {}): Promise<Message> => {
    const mine = { actor: customer, chatId: chat.id, content, uploadIds: [] };
    return (await sendMessage.execute({ ...mine, ...input })).message;
  };

  const anUploadOf = async ({ userId }: Actor, overrides: Partial<UploadRecord> = {}): Promise<string> => {
    const id = anId();
    const purpose = { purpose: 'message', visibility: 'parties', path: `message/${id}` } as const;
    await uploads.add(anUpload(userId, { id, ...purpose, ...overrides }));
    return id;
  };

  /** What the outbox delivers when something happened to the order of the chat. */
  const anOrderEvent = (name: string, overrides: Partial<OutboxEvent> = {}): OutboxEvent => ({
    id: anId(),
    name,
    aggregateType: 'order',
    aggregateId: anId(),
    occurredAt: TEST_EPOCH,
    payload: { chatId: chat.id },
    ...overrides,
  });

  return {
    sql,
    ...{ mongo, clock, customer, seller, chat, aPerson, openChat },
    ...{ say, anUploadOf, anOrderEvent, sendMessage },
    readHistory: new ReadHistory(chats, messages),
    markRead: new MarkRead(marks),
    markDelivered: new MarkDelivered(marks),
    countUnread: new CountUnread(chatViews, messages, chatStates),
    listChats: new ListChats(chatViews, messages, chatStates),
    readChat: new ReadChat(chatViews, messages, chatStates),
    postSystemMessage: new PostSystemMessage(messages, ids, clock),
    relayMessages: new RelayMessages(messages, unitOfWork, LONGEST_PAUSES, clock),
    listCommunicationLog: new ListCommunicationLog(communicationLog),
    purgeCommunicationLog: new PurgeCommunicationLog(communicationLog, clock),
    audience: new ChatUploadAudience(messages, chats),
  };
}

export type MessagingBench = Awaited<ReturnType<typeof messagingBench>>;
