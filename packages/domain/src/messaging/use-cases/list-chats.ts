import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { ChatView, ChatViews } from '../ports/chat-views.js';
import type { MessageRepository } from '../ports/message-repository.js';
import { unreadOf } from './unread-of.js';

export interface ListChatsInput extends ListInput {
  readonly actor: Actor;
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

  /** @throws InvalidPage; InvalidCursor; Unavailable */
  async execute({ actor, ...asked }: ListChatsInput): Promise<ListAnswer<ChatListing>> {
    const chats = await this.views.listOf(actor.userId, listRequest(asked));
    const chatIds = chats.results.map(({ id }) => id);
    const counts = await unreadOf(this.messages, this.chatStates, actor.userId, chatIds);
    return {
      ...chats,
      results: chats.results.map((chat) => ({ ...chat, unread: counts.get(chat.id) ?? 0 })),
    };
  }
}
