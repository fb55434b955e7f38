import {
  Chance,
  ChatRepository,
  ChatStateRepository,
  ChatUploadAudience,
  ChatViews,
  Clock,
  CommunicationLog,
  CountUnread,
  IdGenerator,
  ListChats,
  ListCommunicationLog,
  MarkDelivered,
  MarkRead,
  MessageRepository,
  PostSystemMessage,
  PurgeCommunicationLog,
  ReadChat,
  ReadHistory,
  RelayMessages,
  SendMessage,
  UploadRepository,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const messagingModule = new ContainerModule(({ bind }) => {
  bind(SendMessage).toResolvedValue(
    (chats, uploads, messages, ids, clock) => new SendMessage(chats, uploads, messages, ids, clock),
    [ChatRepository, UploadRepository, MessageRepository, IdGenerator, Clock],
  );
  bind(ReadHistory).toResolvedValue(
    (chats, messages) => new ReadHistory(chats, messages),
    [ChatRepository, MessageRepository],
  );
  bind(MarkDelivered).toResolvedValue(
    (chats, messages, chatStates, communicationLog, ids, clock) =>
      new MarkDelivered({ chats, messages, chatStates, communicationLog, ids, clock }),
    [ChatRepository, MessageRepository, ChatStateRepository, CommunicationLog, IdGenerator, Clock],
  );
  bind(MarkRead).toResolvedValue(
    (chats, messages, chatStates, communicationLog, ids, clock) =>
      new MarkRead({ chats, messages, chatStates, communicationLog, ids, clock }),
    [ChatRepository, MessageRepository, ChatStateRepository, CommunicationLog, IdGenerator, Clock],
  );
  bind(ListChats).toResolvedValue(
    (views, messages, chatStates) => new ListChats(views, messages, chatStates),
    [ChatViews, MessageRepository, ChatStateRepository],
  );
  bind(ReadChat).toResolvedValue(
    (views, messages, chatStates) => new ReadChat(views, messages, chatStates),
    [ChatViews, MessageRepository, ChatStateRepository],
  );
  bind(CountUnread).toResolvedValue(
    (views, messages, chatStates) => new CountUnread(views, messages, chatStates),
    [ChatViews, MessageRepository, ChatStateRepository],
  );
  bind(ChatUploadAudience).toResolvedValue(
    (messages, chats) => new ChatUploadAudience(messages, chats),
    [MessageRepository, ChatRepository],
  );
  bind(PostSystemMessage).toResolvedValue(
    (messages, ids, clock) => new PostSystemMessage(messages, ids, clock),
    [MessageRepository, IdGenerator, Clock],
  );
  bind(RelayMessages).toResolvedValue(
    (messages, unitOfWork, chance, clock) => new RelayMessages(messages, unitOfWork, chance, clock),
    [MessageRepository, ScopedUnitOfWork, Chance, Clock],
  );
  bind(ListCommunicationLog).toResolvedValue((log) => new ListCommunicationLog(log), [CommunicationLog]);
  bind(PurgeCommunicationLog).toResolvedValue(
    (log, clock) => new PurgeCommunicationLog(log, clock),
    [CommunicationLog, Clock],
  );
});
