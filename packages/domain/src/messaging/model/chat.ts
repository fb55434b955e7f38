import { Aggregate, type AggregateState, type Id } from '../../kernel/index.js';
import type { Actor, UserId } from '../../identity/index.js';
import { ChatLocked, ChatNotFound } from './chat-errors.js';

export type ChatId = Id<'chat'>;

export const CHAT_KINDS = ['order', 'inquiry'] as const;
export type ChatKind = (typeof CHAT_KINDS)[number];

export const CHAT_STATES = ['open', 'locked', 'archived'] as const;
export type ChatState = (typeof CHAT_STATES)[number];

export const CHAT_ROLES = ['customer', 'seller', 'staff'] as const;
export type ChatRole = (typeof CHAT_ROLES)[number];

export interface ChatMember {
  readonly userId: UserId;
  readonly role: ChatRole;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
  readonly mutedUntil: Date | null;
}

export interface ChatRecord extends AggregateState {
  readonly id: ChatId;
  readonly kind: ChatKind;
  readonly orderId: Id<'order'> | null;
  readonly serviceId: Id<'service'> | null;
  readonly state: ChatState;
  readonly createdBy: UserId;
  readonly members: readonly ChatMember[];
}

export interface OrderChat {
  readonly id: ChatId;
  readonly orderId: Id<'order'>;
  readonly serviceId: Id<'service'>;
  readonly customerId: UserId;
  readonly sellerId: UserId;
  readonly now: Date;
}

/**
 * Who may talk to whom, and about what. The messages lie in another store; what a list of chats shows of them
 * (`last…`) is a projection that the repository keeps beside the aggregate.
 */
export class Chat extends Aggregate<ChatRecord> {
  private constructor(state: ChatRecord) {
    super('chat', state);
  }

  /** Opened with an order, for its two parties. */
  static forOrder({ id, orderId, serviceId, customerId, sellerId, now }: OrderChat): Chat {
    const member = (userId: UserId, role: ChatRole) => ({
      userId,
      role,
      joinedAt: now,
      leftAt: null,
      mutedUntil: null,
    });
    return new Chat({
      id,
      kind: 'order',
      orderId,
      serviceId,
      state: 'open',
      createdBy: customerId,
      members: [member(customerId, 'customer'), member(sellerId, 'seller')],
      version: 0,
      createdAt: now,
      updatedAt: now,
    });
  }

  static rehydrate(state: ChatRecord): Chat {
    return new Chat(state);
  }

  /** Whether the user is in it now. */
  hasMember(userId: UserId): boolean {
    return this.state.members.some((member) => member.userId === userId && member.leftAt === null);
  }

  /** @throws ChatNotFound for whoever is no member: a stranger learns nothing */
  assertMember(actor: Actor): void {
    if (!this.hasMember(actor.userId)) throw new ChatNotFound(this.id);
  }

  /** @throws ChatNotFound; ChatLocked */
  assertMayWrite(actor: Actor): void {
    this.assertMember(actor);
    if (this.state.state !== 'open') throw new ChatLocked(this.id);
  }
}
