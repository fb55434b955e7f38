import {
  AlreadyExists,
  Chat,
  ChatRepository,
  type ChatActivity,
  type ChatId,
  type ChatRecord,
  type Id,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const chats = new InMemoryTable<ChatRecord>({
  name: 'chat',
  key: (chat) => chat.id,
  unique: [{ value: (chat) => chat.orderId, violation: () => new AlreadyExists('chat') }],
  versioned: true,
});

export interface ActivityRow extends ChatActivity {
  readonly chatId: ChatId;
}

export const chatActivities = new InMemoryTable<ActivityRow>({
  name: 'chat-activity',
  key: (activity) => activity.chatId,
});

export class InMemoryChatRepository extends ChatRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(chat: Chat, within?: Within) {
    return this.store.session(within).insert(chats, chat.snapshot());
  }

  async save(chat: Chat, within?: Within) {
    await this.store.session(within).update(chats, chat.snapshot());
    chat.saved();
  }

  async find(id: ChatId, within?: Within) {
    const row = await this.store.session(within).find(chats, id);
    return row && Chat.rehydrate(row);
  }

  async findByOrder(orderId: Id<'order'>, within?: Within) {
    const [row] = await this.store.session(within).where(chats, (chat) => chat.orderId === orderId);
    return row ? Chat.rehydrate(row) : null;
  }

  async recordActivity(id: ChatId, activity: ChatActivity, now: Date, within?: Within) {
    const session = this.store.session(within);
    if (!(await session.find(chats, id))) return;
    const noted = { chatId: id, ...activity };
    if (await session.insertIfAbsent(chatActivities, noted)) return;
    await session.change(chatActivities, id, (row) => (row.lastSeq < activity.lastSeq ? noted : null));
  }

  async rewindActivity(id: ChatId, from: number, activity: ChatActivity | null, _now: Date, within?: Within) {
    const session = this.store.session(within);
    const noted = await session.find(chatActivities, id);
    if (noted?.lastSeq !== from) return;
    if (activity === null) await session.delete(chatActivities, id);
    else await session.change(chatActivities, id, (row) => ({ ...row, ...activity }));
  }
}
