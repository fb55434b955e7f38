import { ChatIntegrity, type ChatId, type ChatMember, type Id } from '@2krika/domain';
import { uploads } from '../files/in-memory-upload-repository.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { chatActivities, chats } from '../messaging/in-memory-chat-repository.js';
import { orders } from './in-memory-order-repository.js';

export class InMemoryChatIntegrity extends ChatIntegrity {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listChats(after: ChatId | null, limit: number) {
    const session = this.store.session();
    const rows = await session.where(chats, ({ id }) => after === null || id > after);
    const activities = await session.all(chatActivities);
    return rows
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id, members }) => ({
        id,
        lastSeq: activities.find(({ chatId }) => chatId === id)?.lastSeq ?? 0,
        members: members.map(({ userId }) => userId),
      }));
  }

  async unknownChats(ids: readonly ChatId[]) {
    const known = new Set((await this.store.session().all(chats)).map(({ id }) => id));
    return ids.filter((id) => !known.has(id));
  }

  async unknownUploads(ids: readonly Id<'upload'>[]) {
    const known = new Set((await this.store.session().all(uploads)).map(({ id }) => id));
    return ids.filter((id) => !known.has(id));
  }

  async ordersWithoutChat() {
    return (await this.ordersWithChats()).filter(({ chat }) => !chat).map(({ order }) => order.id);
  }

  async ordersWithoutParty() {
    return (await this.ordersWithChats())
      .filter(({ order, chat }) => {
        const has = (userId: string, role: ChatMember['role']) =>
          chat?.members.some((member) => member.userId === userId && member.role === role) ?? false;
        return !has(order.customerId, 'customer') || !has(order.sellerId, 'seller');
      })
      .map(({ order }) => order.id);
  }

  private async ordersWithChats() {
    const session = this.store.session();
    const known = await session.all(chats);
    return (await session.all(orders))
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map((order) => ({
        order,
        chat: known.find(({ id, orderId }) => id === order.chatId && orderId === order.id),
      }));
  }
}
