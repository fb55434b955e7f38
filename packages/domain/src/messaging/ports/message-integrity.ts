import type { Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import type { ReadMarks } from '../model/read-marks.js';

/** What was said in one chat, in numbers. */
export interface ChatSummary {
  readonly chatId: ChatId;
  readonly messages: number;
  readonly lastSeq: number;
  /** The people who said something. */
  readonly senders: readonly UserId[];
  /** Whether a message is still to be announced to the rest of the platform. */
  readonly isPending: boolean;
}

/** What the comparison of both stores reads of the messages. Throws `Unavailable` when that store does not answer. */
export abstract class MessageIntegrity {
  /** Of those of the chats in which something was said. */
  abstract summaries(chatIds: readonly ChatId[]): Promise<readonly ChatSummary[]>;

  /** Every mark in the chats. */
  abstract marksIn(chatIds: readonly ChatId[]): Promise<readonly ReadMarks[]>;

  /** Every chat in which something was said, each once. */
  abstract chatIds(): AsyncIterable<ChatId>;

  /** Every file that is attached to a message, one of several messages several times. */
  abstract attachedUploads(): AsyncIterable<Id<'upload'>>;
}
