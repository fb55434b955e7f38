import { ChatStateRepository, noMarks, type ChatId, type ReadMarks, type UserId } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const chatStates = new InMemoryTable<ReadMarks>({
  name: 'chat-state',
  key: ({ chatId, userId }) => [chatId, userId],
});

export class InMemoryChatStateRepository extends ChatStateRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  markDelivered(chatId: ChatId, userId: UserId, seq: number) {
    return this.move(chatId, userId, { lastDeliveredSeq: seq, lastReadSeq: 0 });
  }

  markRead(chatId: ChatId, userId: UserId, seq: number) {
    return this.move(chatId, userId, { lastDeliveredSeq: seq, lastReadSeq: seq });
  }

  async listOf(userId: UserId, chatIds: readonly ChatId[]) {
    const wanted = new Set(chatIds);
    return this.store.session().where(chatStates, (row) => row.userId === userId && wanted.has(row.chatId));
  }

  listIn(chatId: ChatId) {
    return this.store.session().where(chatStates, (row) => row.chatId === chatId);
  }

  private async move(chatId: ChatId, userId: UserId, to: Omit<ReadMarks, 'chatId' | 'userId'>) {
    const session = this.store.session();
    const none = noMarks(chatId, userId);
    await session.insertIfAbsent(chatStates, none);
    let before = none;
    await session.change(chatStates, [chatId, userId], (row) => {
      before = row;
      return {
        ...row,
        lastDeliveredSeq: Math.max(row.lastDeliveredSeq, to.lastDeliveredSeq),
        lastReadSeq: Math.max(row.lastReadSeq, to.lastReadSeq),
      };
    });
    return before;
  }
}
