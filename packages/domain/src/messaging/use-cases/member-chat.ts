import type { Actor } from '../../identity/index.js';
import { ChatNotFound } from '../model/chat-errors.js';
import type { Chat, ChatId } from '../model/chat.js';
import type { ChatRepository } from '../ports/chat-repository.js';

/** What a use case about one chat begins with. */
export interface ChatInput {
  readonly actor: Actor;
  readonly chatId: ChatId;
}

/** The chat, for one of its members. @throws ChatNotFound for everybody else */
export async function memberChat(chats: ChatRepository, { actor, chatId }: ChatInput): Promise<Chat> {
  const chat = await chats.find(chatId);
  if (!chat) throw new ChatNotFound(chatId);
  chat.assertMember(actor);
  return chat;
}
