import {
  ChatViews,
  type ChatId,
  type ChatRecord,
  type ChatView,
  type ListRequest,
  type Position,
  type UserId,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { listOf } from '../in-memory/list-of.js';
import { chatActivities, chats } from './in-memory-chat-repository.js';

export class InMemoryChatViews extends ChatViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listOf<Request extends ListRequest>(userId: UserId, request: Request) {
    const views = await Promise.all((await this.listed(userId)).map((row) => this.view(row)));
    return listOf(views, request, { positionOf, viewOf: (view) => view });
  }

  async findFor(userId: UserId, id: ChatId) {
    const row = await this.store.session().find(chats, id);
    return row && isIn(row, userId) ? this.view(row) : null;
  }

  async idsOf(userId: UserId) {
    return (await this.listed(userId)).map(({ id }) => id);
  }

  private listed(userId: UserId): Promise<ChatRecord[]> {
    return this.store.session().where(chats, (row) => row.state !== 'archived' && isIn(row, userId));
  }

  private async view(row: ChatRecord): Promise<ChatView> {
    const session = this.store.session();
    const activity = await session.find(chatActivities, row.id);
    const { id, kind, orderId, serviceId, state, createdAt } = row;
    return {
      id,
      ...{ kind, orderId, serviceId, state, createdAt },
      members: await membersOf(session, row),
      lastSeq: activity?.lastSeq ?? 0,
      lastMessageAt: activity?.lastMessageAt ?? null,
      lastMessagePreview: activity?.lastMessagePreview ?? null,
      activeAt: activity?.lastMessageAt ?? createdAt,
    };
  }
}

function membersOf(session: InMemorySession, { members }: ChatRecord) {
  const present = members.filter(({ leftAt }) => leftAt === null);
  return Promise.all(
    present.map(async ({ userId, role }) => {
      const user = await session.find(users, userId);
      if (!user) throw new Error('A member of a chat is a user.');
      return { userId, role, fullName: user.fullName, username: user.username };
    }),
  );
}

function isIn({ members }: ChatRecord, userId: UserId): boolean {
  return members.some((member) => member.userId === userId && member.leftAt === null);
}

function positionOf({ activeAt, id }: ChatView): Position {
  return { at: activeAt, id };
}
