import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import type { ReadMarks } from '../model/read-marks.js';

/**
 * How far the members of chats are. It lies beside the messages, outside every transaction, and throws
 * `Unavailable` when that store does not answer.
 */
export abstract class ChatStateRepository {
  /** Moves the delivered mark up to `seq`; a lower one changes nothing. Answers the marks as they were before. */
  abstract markDelivered(chatId: ChatId, userId: UserId, seq: number, now: Date): Promise<ReadMarks>;

  /** As `markDelivered`, of both marks: what was read was delivered. */
  abstract markRead(chatId: ChatId, userId: UserId, seq: number, now: Date): Promise<ReadMarks>;

  /** The marks of one user, of those chats in which there are any. */
  abstract listOf(userId: UserId, chatIds: readonly ChatId[]): Promise<readonly ReadMarks[]>;

  /** The marks of everybody who was ever in the chat. */
  abstract listIn(chatId: ChatId): Promise<readonly ReadMarks[]>;
}
