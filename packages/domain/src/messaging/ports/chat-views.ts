import type { Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId, ChatKind, ChatRole, ChatState } from '../model/chat.js';

export interface ChatMemberView {
  readonly userId: UserId;
  readonly role: ChatRole;
  readonly fullName: string;
  readonly username: string;
}

/** A chat as screens show it. */
export interface ChatView {
  readonly id: ChatId;
  readonly kind: ChatKind;
  readonly orderId: Id<'order'> | null;
  readonly serviceId: Id<'service'> | null;
  readonly state: ChatState;
  /** Who is in it now: customer, seller, staff. */
  readonly members: readonly ChatMemberView[];
  /** The newest message, a moment late; 0 when there is none. */
  readonly lastSeq: number;
  readonly lastMessageAt: Date | null;
  readonly lastMessagePreview: string | null;
  /** When something was last said, else when it was opened: what lists are ordered by. */
  readonly activeAt: Date;
  readonly createdAt: Date;
}

/** What screens read of chats. */
export abstract class ChatViews {
  /** The chats the user is in, the last active first, equal instants by id downwards. Archived ones are left out. */
  abstract listOf<Request extends ListRequest>(
    userId: UserId,
    request: Request,
  ): Promise<ListAnswer<ChatView, Request>>;

  /** Null also for a chat the user is not in. */
  abstract findFor(userId: UserId, id: ChatId): Promise<ChatView | null>;

  /** The chats `listOf` lists, in no order. */
  abstract idsOf(userId: UserId): Promise<readonly ChatId[]>;
}
