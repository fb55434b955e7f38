import { ChatNotFound } from '../model/chat-errors.js';
import { noMarks, type ReadMarks } from '../model/read-marks.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { ChatViews } from '../ports/chat-views.js';
import type { MessageRepository } from '../ports/message-repository.js';
import type { ChatListing } from './list-chats.js';
import type { ChatInput } from './member-chat.js';
import { unreadOf } from './unread-of.js';

export interface ChatDetails extends ChatListing {
  /** How far each member is, in the order of the members. */
  readonly marks: readonly ReadMarks[];
}

/** Shows a member one chat. */
export class ReadChat {
  constructor(
    private readonly views: ChatViews,
    private readonly messages: MessageRepository,
    private readonly chatStates: ChatStateRepository,
  ) {}

  /** @throws ChatNotFound; Unavailable */
  async execute({ actor, chatId }: ChatInput): Promise<ChatDetails> {
    const chat = await this.views.findFor(actor.userId, chatId);
    if (!chat) throw new ChatNotFound(chatId);
    const [marks, counts] = await Promise.all([
      this.chatStates.listIn(chatId),
      unreadOf(this.messages, this.chatStates, actor.userId, [chatId]),
    ]);
    return {
      ...chat,
      unread: counts.get(chatId) ?? 0,
      marks: chat.members.map(
        ({ userId }) => marks.find((mark) => mark.userId === userId) ?? noMarks(chatId, userId),
      ),
    };
  }
}
