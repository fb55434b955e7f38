import {
  after,
  Aggregate,
  DAY,
  HOUR,
  isAlreadyDone,
  Money,
  transitionFrom,
  type AggregateState,
  type Currency,
  type Id,
  type Json,
} from '../../kernel/index.js';
import type { Actor, UserId } from '../../identity/index.js';
import { deliver, requestRevision, type Delivery, type DeliveryContent } from './delivery.js';
import {
  MessageTooShort,
  OrderEventRefused,
  OrderGuardRefused,
  OrderNotFound,
  OrderRoleRefused,
  ProcessVersionUnknown,
} from './order-errors.js';
import {
  FINAL_ORDER_STATES,
  ORDER_PROCESS,
  ORDER_PROCESS_VERSION,
  ORDER_READERS,
  type OrderEventName,
  type OrderGuard,
  type OrderRole,
  type OrderState,
  type OrderTransition,
} from './order-process.js';
import type { OrderPrice } from './order-price.js';
import type { PackageSnapshot } from './package-snapshot.js';

export type OrderId = Id<'order'>;

export interface OrderItem {
  readonly id: Id<'order-item'>;
  readonly kind: 'package' | 'option';
  /** The package or the option bought; in orders from before services had packages, the service. */
  readonly refId: string;
  readonly title: string;
  readonly unitPrice: bigint;
  readonly quantity: number;
  readonly amount: bigint;
}

export interface OrderRecord extends AggregateState {
  readonly id: OrderId;
  /** For people: `2K-26-000123`. */
  readonly number: string;
  readonly customerId: UserId;
  readonly sellerId: UserId;
  readonly serviceId: Id<'service'>;
  readonly chatId: Id<'chat'>;
  readonly state: OrderState;
  readonly processVersion: number;
  readonly currency: Currency;
  /** P: what the items cost. */
  readonly itemsAmount: bigint;
  /** F: on top of it, for the buyer. */
  readonly serviceFeeAmount: bigint;
  /** G = P + F: what the customer pays. */
  readonly totalAmount: bigint;
  /** C: what the platform keeps of P. */
  readonly commissionAmount: bigint;
  /** N = P − C: what the seller earns. */
  readonly sellerNetAmount: bigint;
  readonly refundedAmount: bigint;
  /** The rules the fees were computed with, as they were. */
  readonly feeRuleSnapshot: Json;
  readonly packageSnapshot: PackageSnapshot;
  readonly deliveryDays: number;
  /** Null for as many as the customer likes. */
  readonly revisionsIncluded: number | null;
  readonly revisionsUsed: number;
  /**
   * Until when the customer may begin to pay. The order may wait longer, for the outcome of what was begun in time.
   */
  readonly paymentDueAt: Date;
  readonly dueAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly reviewDueAt: Date | null;
  readonly completedAt: Date | null;
  readonly completedBy: OrderRole | null;
  readonly cancelledAt: Date | null;
  readonly cancelledBy: OrderRole | null;
  readonly cancelReasonCode: string | null;
  /** When the seller's earning of it clears. */
  readonly clearsAt: Date | null;
  readonly items: readonly OrderItem[];
  readonly deliveries: readonly Delivery[];
}

export interface PlacedOrder {
  readonly id: OrderId;
  readonly number: string;
  readonly customerId: UserId;
  readonly sellerId: UserId;
  readonly serviceId: Id<'service'>;
  readonly chatId: Id<'chat'>;
  readonly items: readonly OrderItem[];
  readonly price: OrderPrice;
  readonly packageSnapshot: PackageSnapshot;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
  readonly paymentDueAt: Date;
  readonly now: Date;
}

/** Who moves an order, and in which role. */
export interface OrderMover {
  readonly role: OrderRole;
  /** Null for the system. */
  readonly userId: UserId | null;
}

export const SYSTEM: OrderMover = { role: 'system', userId: null };

/** Facts a guard needs that the order itself does not know. */
export interface GuardFacts {
  readonly isPaymentUnderWay: boolean;
  readonly veryLateAfterHours: number;
}

/** Each way to give an order up, with the facts its guard asks for. */
export interface CancelFacts {
  readonly cancel_unpaid: Record<string, never>;
  readonly cancel_very_late: Pick<GuardFacts, 'veryLateAfterHours'>;
  readonly operator_cancel: Record<string, never>;
  readonly refund_in_full: Record<string, never>;
}

/** A step an order was moved by, and out of which state. Null instead means that it had been done before. */
export type Step = { readonly row: OrderTransition; readonly from: OrderState } | null;

const MIN_REVISION_MESSAGE = 20;

/** One service bought once by one customer from one seller. */
export class Order extends Aggregate<OrderRecord> {
  private constructor(state: OrderRecord) {
    super('order', state);
  }

  /** Born waiting for its payment. Its price was agreed with the rules of `priceOrder`. */
  static place({ price, now, ...order }: PlacedOrder): Order {
    const placed = new Order({
      createdAt: now,
      ...order,
      ...price,
      state: 'pending_payment',
      processVersion: ORDER_PROCESS_VERSION,
      refundedAmount: 0n,
      revisionsUsed: 0,
      dueAt: null,
      deliveredAt: null,
      reviewDueAt: null,
      completedAt: null,
      completedBy: null,
      cancelledAt: null,
      cancelledBy: null,
      cancelReasonCode: null,
      clearsAt: null,
      deliveries: [],
      version: 0,
      updatedAt: now,
    });
    placed.announce('order.created', now);
    return placed;
  }

  static rehydrate(state: OrderRecord): Order {
    return new Order(state);
  }

  get total(): Money {
    return Money.of(this.state.totalAmount, this.state.currency);
  }

  /** The actor as a party of this order, else as staff. @throws OrderNotFound for everybody else */
  moverFor(actor: Actor): OrderMover {
    const role = this.roleOf(actor);
    if (!role) throw new OrderNotFound(this.id);
    return { role, userId: actor.userId };
  }

  /** The actor as a party of this order. @throws OrderRoleRefused for staff; OrderNotFound for everybody else */
  partyFor(actor: Actor): OrderMover {
    const mover = this.moverFor(actor);
    if (mover.role === 'staff') throw new OrderRoleRefused();
    return mover;
  }

  /** The part the actor plays in this order; null for a stranger. */
  roleOf(actor: Actor): OrderRole | null {
    if (actor.userId === this.state.customerId) return 'customer';
    if (actor.userId === this.state.sellerId) return 'seller';
    return ORDER_READERS.some((permission) => actor.permissions.has(permission)) ? 'staff' : null;
  }

  /** Whether the actor gains or loses by what becomes of it: such a person decides nothing about it as staff. */
  concerns({ userId }: Actor): boolean {
    return userId === this.state.customerId || userId === this.state.sellerId;
  }

  /** Whether its price can still be paid. */
  get awaitsPayment(): boolean {
    return this.state.state === 'pending_payment';
  }

  /** Whether it moves no further. */
  get isFinal(): boolean {
    return FINAL_ORDER_STATES.includes(this.state.state);
  }

  /** The rows of the process that leave the state it is in. */
  get openTransitions(): readonly OrderTransition[] {
    return ORDER_PROCESS.filter((row) => row.from.includes(this.state.state));
  }

  /**
   * Which condition of the row does not hold; null when all do.
   * @throws Error for a fact that was forgotten: passing without it would be guessing
   */
  failingGuard(row: OrderTransition, facts: Partial<GuardFacts>, now: Date): OrderGuard | null {
    const { guard } = row;
    if (guard === undefined || this.holds(guard, facts, now)) return null;
    return guard;
  }

  /** The money came: the seller's time begins. */
  startWork(now: Date): Step {
    return this.move('payment_captured', SYSTEM, {}, now, () => ({
      dueAt: after(now, this.state.deliveryDays * DAY),
    }));
  }

  /** Nobody paid in time. */
  expire(facts: Pick<GuardFacts, 'isPaymentUnderWay'>, now: Date): Step {
    return this.move('expire_payment', SYSTEM, facts, now, () => ({}));
  }

  /** The work is handed over; again after a revision, and again to replace what was handed over before. */
  deliver(content: DeliveryContent, reviewDueAt: Date, by: OrderMover, now: Date): Step {
    const event = this.state.state === 'delivered' ? 'redeliver' : 'deliver';
    return this.move(event, by, {}, now, () => ({
      deliveries: deliver(this.state.deliveries, content, now),
      deliveredAt: now,
      reviewDueAt,
    }));
  }

  /** @throws MessageTooShort */
  requestRevision(message: string, by: OrderMover, now: Date): Step {
    if (message.trim().length < MIN_REVISION_MESSAGE) throw new MessageTooShort(MIN_REVISION_MESSAGE);
    return this.move('request_revision', by, {}, now, () => ({
      deliveries: requestRevision(this.state.deliveries, message),
      revisionsUsed: this.state.revisionsUsed + 1,
      reviewDueAt: null,
      // Answering a revision takes as long as the work was given: the seller must not be late from the start.
      dueAt: after(now, this.state.deliveryDays * DAY),
    }));
  }

  /** The customer is content, or staff decides it. */
  accept(clearsAt: Date, by: OrderMover, now: Date): Step {
    return this.complete('accept', clearsAt, by, now);
  }

  /** The customer said nothing until the review window ended. */
  autoComplete(clearsAt: Date, now: Date): Step {
    return this.complete('auto_complete', clearsAt, SYSTEM, now);
  }

  cancel<Event extends keyof CancelFacts>(
    event: Event,
    reasonCode: string,
    by: OrderMover,
    facts: CancelFacts[Event],
    now: Date,
  ): Step {
    return this.move(event, by, facts, now, () => ({
      cancelledAt: now,
      cancelledBy: by.role,
      cancelReasonCode: reasonCode,
    }));
  }

  /** Part of the price is on its way back. */
  refunded(amount: bigint, now: Date): void {
    this.change({ refundedAmount: this.state.refundedAmount + amount }, now);
  }

  private holds(guard: OrderGuard, facts: Partial<GuardFacts>, now: Date): boolean {
    const { revisionsIncluded, revisionsUsed, dueAt } = this.state;
    switch (guard) {
      case 'no_payment_under_way':
        return !known(facts, 'isPaymentUnderWay');
      case 'revisions_left':
        return revisionsIncluded === null || revisionsUsed < revisionsIncluded;
      case 'very_late':
        return dueAt !== null && now > after(dueAt, known(facts, 'veryLateAfterHours') * HOUR);
    }
  }

  private complete(event: 'accept' | 'auto_complete', clearsAt: Date, by: OrderMover, now: Date): Step {
    return this.move(event, by, {}, now, () => ({
      deliveries: this.state.deliveries.map((delivery) =>
        delivery.state === 'submitted' ? { ...delivery, state: 'accepted' as const } : delivery,
      ),
      completedAt: now,
      completedBy: by.role,
      clearsAt,
      reviewDueAt: null,
    }));
  }

  /** @throws OrderEventRefused; OrderRoleRefused; OrderGuardRefused; ProcessVersionUnknown */
  private move(
    event: OrderEventName,
    by: OrderMover,
    facts: Partial<GuardFacts>,
    now: Date,
    changes: () => Partial<Omit<OrderRecord, keyof AggregateState>>,
  ): Step {
    const { state, processVersion } = this.state;
    if (processVersion !== ORDER_PROCESS_VERSION) throw new ProcessVersionUnknown(processVersion);
    const row = transitionFrom(ORDER_PROCESS, state, event);
    const isForRole = ORDER_PROCESS.some((known) => known.event === event && known.by.includes(by.role));
    if (!isForRole) throw new OrderRoleRefused(event);
    if (!row) {
      if (isAlreadyDone(ORDER_PROCESS, state, event)) return null;
      throw new OrderEventRefused(event, state, this.eventsFor(by.role));
    }
    const guard = this.failingGuard(row, facts, now);
    if (guard) throw new OrderGuardRefused(event, guard);
    this.change({ ...changes(), state: row.to }, now);
    this.announce(row.announces, now);
    return { row, from: state };
  }

  private eventsFor(role: OrderRole): readonly OrderEventName[] {
    return this.openTransitions.filter((row) => row.by.includes(role)).map((row) => row.event);
  }

  private announce(name: string, now: Date): void {
    const { customerId, sellerId, serviceId, chatId, state } = this.state;
    this.record(name, now, { customerId, sellerId, serviceId, chatId, state });
  }
}

function known<Fact extends keyof GuardFacts>(facts: Partial<GuardFacts>, fact: Fact): GuardFacts[Fact] {
  const value: GuardFacts[Fact] | undefined = facts[fact];
  if (value === undefined) throw new Error(`A guard of an order asks for ${fact}.`);
  return value;
}
