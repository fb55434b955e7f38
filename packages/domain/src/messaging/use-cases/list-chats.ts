import { cursorRequest, type CursorPage } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { ChatView, ChatViews } from '../ports/chat-views.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { unreadOf } from './unread-of.js';

export interface ListChatsInput {
  readonly actor: Actor;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ChatListing extends ChatView {
  /** Counted up to `UNREAD_CAP`. */
  readonly unread: number;
}

/** Lists the actor's chats, the last active first. */
export class ListChats {
  constructor(
    private readonly views: ChatViews,
    private readonly messages: MessageRepository,
    private readonly chatStates: ChatStateRepository,
  ) {}

  /** @throws InvalidCursor; InvalidPage for the limit; Unavailable */
  async execute({ actor, cursor, limit }: ListChatsInput): Promise<CursorPage<ChatListing>> {
    const page = await this.views.listOf(actor.userId, cursorRequest(cursor, limit));
    const chatIds = page.results.map(({ id }) => id);
    const counts = await unreadOf(this.messages, this.chatStates, actor.userId, chatIds);
    return {
      ...page,
      results: page.results.map((chat) => ({ ...chat, unread: counts.get(chat.id) ?? 0 })),
    };
  }
}
