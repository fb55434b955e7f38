import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import { UNREAD_CAP } from '../model/read-marks.js';
import type { ChatStateRepository } from '../ports/chat-state-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';

/**
 * How many messages of others the user did not read in each of the chats, counted up to `UNREAD_CAP`. Counted
 * each time: a number that is stored drifts from what it counts.
 */
export async function unreadOf(
  messages: MessageRepository,
  chatStates: ChatStateRepository,
  userId: UserId,
  chatIds: readonly ChatId[],
): Promise<ReadonlyMap<ChatId, number>> {
  const marks = await chatStates.listOf(userId, chatIds);
  const read = new Map(marks.map(({ chatId, lastReadSeq }) => [chatId, lastReadSeq]));
  const since = chatIds.map((chatId) => ({ chatId, lastReadSeq: read.get(chatId) ?? 0 }));
  return messages.countUnread(userId, since, UNREAD_CAP);
}
