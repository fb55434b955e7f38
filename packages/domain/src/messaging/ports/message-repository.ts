import type { Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import type { Message, MessageDraft, MessageId } from '../model/message.js';

/** How a message is recognised when it is sent again. */
export type MessageKey = Pick<MessageDraft, 'chatId' | 'senderId' | 'clientMessageId'>;

export interface Appended {
  readonly message: Message;
  /** Whether it was there before: then the message is the first one, whatever was sent now. */
  readonly isRepeat: boolean;
}

/** A message that waits to be announced to the rest of the platform. */
export interface PendingMessage {
  readonly message: Message;
  /** How often announcing it failed, and why the last time. */
  readonly attempts: number;
  readonly lastError: string | null;
  /** When it is offered. Whoever claims it moves that, and is told by it from those who claimed it before. */
  readonly offeredAt: Date;
}

/** Where a member is in a chat. */
export interface UnreadSince {
  readonly chatId: ChatId;
  readonly lastReadSeq: number;
}

/**
 * What is said in chats. It lies in another store than the chats, so no transaction spans both: the message
 * itself carries the promise to announce it. Everything here throws `Unavailable` when that store does not answer.
 */
export abstract class MessageRepository {
  /**
   * Says it: gives it the next place of its chat and the promise to announce it, in one write.
   * @throws LockTimeout when others were faster every time
   */
  abstract append(draft: MessageDraft): Promise<Appended>;

  abstract find(id: MessageId): Promise<Message | null>;

  /** What was said under this key before. */
  abstract findSent(key: MessageKey): Promise<Message | null>;

  /** The place of the newest message; 0 in a chat where nothing was said. */
  abstract lastSeq(chatId: ChatId): Promise<number>;

  /** The `limit` messages next before this place, or the newest for null; oldest first. */
  abstract listBefore(chatId: ChatId, seq: number | null, limit: number): Promise<readonly Message[]>;

  /** The `limit` messages next after this place; oldest first. */
  abstract listAfter(chatId: ChatId, seq: number, limit: number): Promise<readonly Message[]>;

  /** How many messages of others each of the chats has that the user did not read, counted up to `cap`. */
  abstract countUnread(
    userId: UserId,
    chats: readonly UnreadSince[],
    cap: number,
  ): Promise<ReadonlyMap<ChatId, number>>;

  /** The chats in which the file is attached to a message. */
  abstract chatsShowing(uploadId: Id<'upload'>): Promise<readonly ChatId[]>;

  /** At most `limit` messages that are to be announced by now, the longest waiting first. */
  abstract listPending(now: Date, limit: number): Promise<readonly PendingMessage[]>;

  /** It was announced. Again changes nothing. */
  abstract markAnnounced(id: MessageId, now: Date): Promise<void>;

  /**
   * Takes one that is offered, so that nobody else is offered it before `until`. Answers it as it is held, or null
   * when somebody else was faster.
   */
  abstract claim(pending: PendingMessage, until: Date): Promise<PendingMessage | null>;

  /**
   * Announcing it failed: counts that, keeps why, and offers it again at `at`. Changes nothing once it was announced,
   * or claimed by somebody else.
   */
  abstract postpone(held: PendingMessage, error: string, at: Date): Promise<void>;
}
