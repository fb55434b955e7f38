import { randomUUID } from 'node:crypto';

/** @import * as tables from '../drizzle/tables.js' */

/**
 * What an order rests on, as a contender reads it. Amounts are as its driver gives them.
 *
 * @typedef {object} OrderFacts
 * @property {Pick<typeof tables.services.$inferSelect, 'id' | 'ownerId' | 'title' | 'currency' | 'status'> | undefined} service
 * @property {Amounts<Omit<typeof tables.servicePackages.$inferSelect, 'serviceId' | 'deletedAt'>>} bought
 * @property {readonly { id: string }[]} options
 * @property {readonly Omit<typeof tables.serviceRequirements.$inferSelect, 'serviceId' | 'position'>[]} requirements
 * @property {{ isActive: boolean } | undefined} seller
 * @property {readonly Amounts<Omit<typeof tables.feeRules.$inferSelect, 'currency' | 'validFrom' | 'validTo'>>[]} rules
 * @property {readonly { step: bigint | string }[]} channels
 * @property {unknown} windowMinutes
 * @property {bigint | string} number
 *
 * The rows that an order is.
 *
 * @typedef {object} OrderRows
 * @property {typeof tables.orders.$inferInsert} order
 * @property {typeof tables.orderItems.$inferInsert} item
 * @property {typeof tables.orderEvents.$inferInsert} event
 * @property {typeof tables.chats.$inferInsert} chat
 * @property {readonly (typeof tables.chatMembers.$inferInsert)[]} members
 * @property {typeof tables.payments.$inferInsert} payment
 * @property {typeof tables.deadlines.$inferInsert} deadline
 * @property {readonly (typeof tables.outboxEvents.$inferInsert)[]} events
 */

/**
 * How one contender places orders.
 *
 * @typedef {object} OrderStore
 * @property {(serviceId: string, now: Date) => Promise<OrderFacts>} readFacts
 * @property {(rows: OrderRows) => Promise<void>} writeOrder in one transaction
 */

/**
 * @template Row
 * @typedef {{ [Field in keyof Row]: bigint extends Row[Field] ? Row[Field] | string : Row[Field] }} Amounts
 */

const MINUTE = 60_000;
const DEFAULT_WINDOW = 30;
const BASIS = 10_000n;

/**
 * The rules of placing an order as somebody writes them who has no model of it: the same for every contender
 * but ours.
 *
 * @param {OrderFacts} facts
 * @param {string} customerId
 * @param {Date} now
 * @returns {OrderRows}
 */
export function planOrder(facts, customerId, now) {
  const { service, bought, requirements, seller, rules, channels, windowMinutes, number } = facts;
  if (service?.status !== 'active' || seller?.isActive !== true || service.ownerId === customerId) {
    throw new Error('This service cannot be ordered.');
  }
  const [commissionRule, feeRule] = ['commission', 'service_fee'].map((component) =>
    rules.find((rule) => rule.component === component),
  );
  if (!commissionRule || !feeRule) throw new Error('A fee rule is missing.');
  const price = BigInt(bought.price);
  const step = channels
    .map((channel) => BigInt(channel.step))
    .reduce((left, right) => (left > right ? left : right));
  const fee = (((price * BigInt(feeRule.percentBps)) / BASIS + step - 1n) / step) * step;
  const commission = (price * BigInt(commissionRule.percentBps)) / BASIS;

  const [orderId, chatId, paymentId] = [randomUUID(), randomUUID(), randomUUID()];
  const { id: serviceId, ownerId: sellerId, title, currency } = service;
  const { deliveryDays, revisionsIncluded, tier, description, features } = bought;
  const minutes = typeof windowMinutes === 'number' ? windowMinutes : DEFAULT_WINDOW;
  const dueAt = new Date(now.getTime() + minutes * MINUTE);
  const stamps = { createdAt: now, updatedAt: now };
  const split = { serviceFeeAmount: fee, commissionAmount: commission, sellerNetAmount: price - commission };
  const occurred = { occurredAt: now, availableAt: now };
  const state = 'pending_payment';
  return {
    order: {
      id: orderId,
      number: `2K-${String(now.getUTCFullYear()).slice(-2)}-${String(number).padStart(6, '0')}`,
      ...{ customerId, sellerId, serviceId, chatId, state, currency, deliveryDays, revisionsIncluded },
      processVersion: 1,
      itemsAmount: price,
      totalAmount: price + fee,
      ...split,
      feeRuleSnapshot: { commission: snapshotOf(commissionRule), serviceFee: snapshotOf(feeRule) },
      packageSnapshot: {
        title,
        ...{ deliveryDays, revisionsIncluded, requirements },
        package: { tier, title: bought.title, description, features },
      },
      paymentDueAt: dueAt,
      ...stamps,
    },
    item: {
      id: randomUUID(),
      ...{ orderId, position: 1, kind: 'package', refId: bought.id, title },
      ...{ unitPrice: price, quantity: 1, amount: price },
    },
    event: {
      id: randomUUID(),
      ...{ orderId, seq: 1, event: 'place', fromState: null, toState: state },
      ...{ actorRole: 'customer', actorId: customerId, payload: {}, createdAt: now },
    },
    chat: { id: chatId, kind: 'order', orderId, serviceId, state: 'open', createdBy: customerId, ...stamps },
    members: [
      { chatId, userId: customerId, role: 'customer', joinedAt: now },
      { chatId, userId: sellerId, role: 'seller', joinedAt: now },
    ],
    payment: {
      id: paymentId,
      ...{ orderId, payerId: customerId, amount: price + fee, currency, ...split },
      ...{ state: 'initiated', expiresAt: dueAt, ...stamps },
    },
    deadline: {
      id: randomUUID(),
      ...{ aggregateType: 'order', aggregateId: orderId, event: 'expire_payment' },
      ...{ fireAt: dueAt, ...stamps },
    },
    events: [
      {
        name: 'order.created',
        ...{ aggregateType: 'order', aggregateId: orderId, ...occurred },
        payload: { customerId, sellerId, serviceId, chatId, state },
      },
      {
        name: 'payment.initiated',
        ...{ aggregateType: 'payment', aggregateId: paymentId, ...occurred },
        payload: { orderId },
      },
    ],
  };
}

/** @param {OrderFacts['rules'][number]} rule */
function snapshotOf({ id, scopeType, scopeId, percentBps, fixedAmount, minAmount, maxAmount }) {
  const text = (/** @type {bigint | string | null} */ amount) => (amount === null ? null : String(amount));
  return {
    id,
    ...{ scope: scopeType, scopeId, percentBps },
    ...{ fixedAmount: text(fixedAmount), minAmount: text(minAmount), maxAmount: text(maxAmount) },
  };
}
