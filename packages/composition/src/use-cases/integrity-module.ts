import {
  ChatIntegrity,
  ChatRepository,
  CheckStores,
  Clock,
  MessageIntegrity,
  MessageRepository,
  OutboxHistory,
  PostSystemMessage,
  ReplayEvents,
  RewindChats,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';

/** What compares the two stores, and brings them together again. */
export const integrityModule = new ContainerModule(({ bind }) => {
  bind(CheckStores).toResolvedValue(
    (chats, messages) => new CheckStores(chats, messages),
    [ChatIntegrity, MessageIntegrity],
  );
  bind(ReplayEvents).toResolvedValue(
    (history, handler) => new ReplayEvents(history, handler),
    [OutboxHistory, PostSystemMessage],
  );
  bind(RewindChats).toResolvedValue(
    (known, integrity, messages, chats, clock) => new RewindChats(known, integrity, messages, chats, clock),
    [ChatIntegrity, MessageIntegrity, MessageRepository, ChatRepository, Clock],
  );
});
