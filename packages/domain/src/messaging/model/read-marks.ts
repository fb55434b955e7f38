import type { UserId } from '../../identity/index.js';
import type { ChatId } from './chat.js';

/** How far one member of a chat is. Marks move forward only. */
export interface ReadMarks {
  readonly chatId: ChatId;
  readonly userId: UserId;
  /** The newest message that reached one of the member's devices; 0 for none. */
  readonly lastDeliveredSeq: number;
  /** The newest message the member saw, never beyond the delivered one; 0 for none. */
  readonly lastReadSeq: number;
}

/** An unread count stops here: the screen says 99+. */
export const UNREAD_CAP = 100;

/** The marks of somebody who was never there. */
export function noMarks(chatId: ChatId, userId: UserId): ReadMarks {
  return { chatId, userId, lastDeliveredSeq: 0, lastReadSeq: 0 };
}
