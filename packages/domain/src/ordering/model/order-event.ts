import type { Id, Json } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { OrderId } from './order.js';
import type { OrderRole, OrderState } from './order-process.js';

/** One line of an order's timeline. Never changed or removed. */
export interface OrderEvent {
  readonly id: Id<'order-event'>;
  readonly orderId: OrderId;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly event: string;
  /** Null for the line that begins it. */
  readonly from: OrderState | null;
  readonly to: OrderState;
  readonly actorRole: OrderRole;
  readonly actorId: UserId | null;
  readonly payload: { readonly [key: string]: Json };
  readonly at: Date;
}
