import type { PermissionCode } from '../../identity/index.js';
import type { Transition } from '../../kernel/index.js';

export const ORDER_STATES = [
  'pending_payment',
  'in_progress',
  'delivered',
  'in_revision',
  'completed',
  'cancelled',
  'expired',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** In these an order moves no further; money may still go back. */
export const FINAL_ORDER_STATES: readonly OrderState[] = ['completed', 'cancelled', 'expired'];

export type OrderEventName =
  | 'expire_payment'
  | 'cancel_unpaid'
  | 'payment_captured'
  | 'deliver'
  | 'redeliver'
  | 'request_revision'
  | 'accept'
  | 'auto_complete'
  | 'cancel_very_late'
  | 'operator_cancel'
  | 'refund_in_full';

/** Who may cause an event: a party of the order, staff, or the system itself. */
export type OrderRole = 'customer' | 'seller' | 'staff' | 'system';

/** Whoever may move orders sees them: the result of a step is shown, and the next one names the version it saw. */
export const ORDER_READERS: readonly PermissionCode[] = ['orders:read', 'orders:operate'];

/**
 * A condition beyond state and role: no started payment may still bring its money; the delivery is late by more
 * than the business allows; a revision is left of those the order includes.
 */
export type OrderGuard = 'no_payment_under_way' | 'very_late' | 'revisions_left';

/** What a transition does outside the order itself, in the same transaction. `order-effects.ts` does it. */
export type OrderEffect =
  | 'release_sale'
  | 'count_completion'
  | 'release_escrow'
  | 'refund_escrow'
  | 'end_payment'
  | 'disarm_deadlines'
  | 'arm_auto_complete';

export interface OrderTransition extends Transition<OrderState, OrderEventName, OrderRole> {
  readonly guard?: OrderGuard;
  /** What staff must hold to cause it in a party's place. */
  readonly permission?: PermissionCode;
  readonly effects: readonly OrderEffect[];
  /** The event told to the world. */
  readonly announces: string;
}

/** The version of the process below. It is pinned to each order, so that old orders finish by their own rules. */
export const ORDER_PROCESS_VERSION = 1;

/**
 * The lifecycle of an order, version 1. An order is born `pending_payment`.
 *
 * | deadline | armed by | fires |
 * | --- | --- | --- |
 * | payment window | placing | `expire_payment` |
 * | review window | `deliver`, `redeliver` | `auto_complete` |
 */
export const ORDER_PROCESS: readonly OrderTransition[] = [
  {
    event: 'expire_payment',
    from: ['pending_payment'],
    to: 'expired',
    by: ['system'],
    guard: 'no_payment_under_way',
    effects: ['disarm_deadlines', 'end_payment', 'release_sale'],
    announces: 'order.expired',
  },
  {
    event: 'cancel_unpaid',
    from: ['pending_payment'],
    to: 'cancelled',
    by: ['customer'],
    effects: ['disarm_deadlines', 'end_payment', 'release_sale'],
    announces: 'order.cancelled',
  },
  {
    event: 'payment_captured',
    from: ['pending_payment'],
    to: 'in_progress',
    by: ['system'],
    effects: ['disarm_deadlines', 'end_payment'],
    announces: 'order.paid',
  },
  {
    event: 'deliver',
    from: ['in_progress', 'in_revision'],
    to: 'delivered',
    by: ['seller'],
    effects: ['arm_auto_complete'],
    announces: 'order.delivered',
  },
  {
    event: 'redeliver',
    from: ['delivered'],
    to: 'delivered',
    by: ['seller'],
    effects: ['arm_auto_complete'],
    announces: 'order.delivered',
  },
  {
    event: 'request_revision',
    from: ['delivered'],
    to: 'in_revision',
    by: ['customer', 'staff'],
    permission: 'orders:operate',
    guard: 'revisions_left',
    effects: ['disarm_deadlines'],
    announces: 'order.revision_requested',
  },
  {
    event: 'accept',
    from: ['delivered'],
    to: 'completed',
    by: ['customer', 'staff'],
    permission: 'orders:operate',
    effects: ['disarm_deadlines', 'release_escrow', 'count_completion'],
    announces: 'order.completed',
  },
  {
    event: 'auto_complete',
    from: ['delivered'],
    to: 'completed',
    by: ['system'],
    effects: ['disarm_deadlines', 'release_escrow', 'count_completion'],
    announces: 'order.completed',
  },
  {
    event: 'cancel_very_late',
    from: ['in_progress', 'in_revision'],
    to: 'cancelled',
    by: ['customer'],
    guard: 'very_late',
    effects: ['disarm_deadlines', 'refund_escrow', 'release_sale'],
    announces: 'order.cancelled',
  },
  {
    event: 'operator_cancel',
    from: ['in_progress', 'in_revision', 'delivered'],
    to: 'cancelled',
    by: ['staff'],
    permission: 'orders:cancel',
    effects: ['disarm_deadlines', 'refund_escrow', 'release_sale'],
    announces: 'order.cancelled',
  },
  {
    event: 'operator_cancel',
    from: ['pending_payment'],
    to: 'cancelled',
    by: ['staff'],
    permission: 'orders:cancel',
    effects: ['disarm_deadlines', 'end_payment', 'release_sale'],
    announces: 'order.cancelled',
  },
  {
    event: 'refund_in_full',
    from: ['in_progress', 'in_revision', 'delivered'],
    to: 'cancelled',
    by: ['system'],
    effects: ['disarm_deadlines', 'release_sale'],
    announces: 'order.cancelled',
  },
];
