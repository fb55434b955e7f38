import type { Actor } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { ChatViews } from '../ports/chat-views.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { unreadOf } from './unread-of.js';

export interface UnreadSummary {
  readonly total: number;
  /** Those with something unread, each counted up to `UNREAD_CAP`. */
  readonly chats: readonly { readonly chatId: ChatId; readonly unread: number }[];
}

/** Tells how much is new to the actor, in all of their chats. */
export class CountUnread {
  constructor(
    private readonly views: ChatViews,
    private readonly messages: MessageRepository,
    private readonly chatStates: ChatStateRepository,
  ) {}

  /** @throws Unavailable */
  async execute({ actor }: { readonly actor: Actor }): Promise<UnreadSummary> {
    const chatIds = await this.views.idsOf(actor.userId);
    const counts = await unreadOf(this.messages, this.chatStates, actor.userId, chatIds);
    const chats = [...counts]
      .map(([chatId, unread]) => ({ chatId, unread }))
      .filter(({ unread }) => unread > 0);
    return { total: chats.reduce((sum, { unread }) => sum + unread, 0), chats };
  }
}
