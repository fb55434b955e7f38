import type { Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../../messaging/index.js';
import type { OrderId } from '../model/order.js';

/** A chat as the transactional store knows it. */
export interface KnownChat {
  readonly id: ChatId;
  /** The newest message it shows; 0 for none. */
  readonly lastSeq: number;
  /** Everybody who is or was in it. */
  readonly members: readonly UserId[];
}

/** What the comparison of both stores reads of chats and orders. */
export abstract class ChatIntegrity {
  /** The `limit` chats next behind this one, by id; from the first for null. */
  abstract listChats(after: ChatId | null, limit: number): Promise<readonly KnownChat[]>;

  /** Those that are no chats. */
  abstract unknownChats(ids: readonly ChatId[]): Promise<readonly ChatId[]>;

  /** Those that are no uploads, nor were. */
  abstract unknownUploads(ids: readonly Id<'upload'>[]): Promise<readonly Id<'upload'>[]>;

  /** The orders whose chat is missing, or is another's. */
  abstract ordersWithoutChat(): Promise<readonly OrderId[]>;

  /** The orders in whose chat one of the two parties is not a member. */
  abstract ordersWithoutParty(): Promise<readonly OrderId[]>;
}
