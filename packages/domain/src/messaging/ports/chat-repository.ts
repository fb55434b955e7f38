import { Transactional, type Id, type Within } from '../../kernel/index.js';
import type { Chat, ChatId } from '../model/chat.js';

/** What a list of chats shows of the newest message. */
export interface ChatActivity {
  readonly lastSeq: number;
  readonly lastMessageAt: Date;
  readonly lastMessagePreview: string;
}

/** Chats with their members. */
export abstract class ChatRepository extends Transactional {
  /** @throws AlreadyExists for the id, or a second chat of the order */
  abstract add(chat: Chat, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(chat: Chat, within?: Within): Promise<void>;

  abstract find(id: ChatId, within?: Within): Promise<Chat | null>;

  abstract findByOrder(orderId: Id<'order'>, within?: Within): Promise<Chat | null>;

  /** Notes the newest message. One that is older than what is noted changes nothing. */
  abstract recordActivity(id: ChatId, activity: ChatActivity, now: Date, within?: Within): Promise<void>;

  /**
   * Notes that the messages end earlier than what is noted: their store was put back to an earlier state.
   * @param from the place noted now: with another one nothing changes
   * @param activity null when nothing is left
   */
  abstract rewindActivity(
    id: ChatId,
    from: number,
    activity: ChatActivity | null,
    now: Date,
    within?: Within,
  ): Promise<void>;
}
