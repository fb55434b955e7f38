import { ScopedUnitOfWork } from '@2krika/composition';
import {
  AcceptDelivery,
  ApproveRefund,
  CancelOrder,
  ChatRepository,
  ClearEarning,
  CompleteOrder,
  ConfirmPayment,
  ConfirmRefund,
  DAY,
  DeliverOrder,
  ExpireOrder,
  HOUR,
  MarkRead,
  MINUTE,
  OrderRepository,
  OrderViews,
  PlaceOrder,
  RejectRefund,
  RelayMessages,
  RelayOutbox,
  RequestRefund,
  RequestRevision,
  SendMessage,
  SendPayment,
  SendRefund,
  ServiceRepository,
  StartPayment,
  UserRepository,
} from '@2krika/domain';
import { tellOrderStory } from '@2krika/domain/testing';
import { marketId } from './market-statements.js';
import { TALK } from './vocabulary.js';

/** @import { ReportProgress } from '@2krika/domain' */
/** @import { OrderStage, OrderStep, OrderTold, OrderTrait } from '@2krika/domain/testing' */
/** @import { SeedWorld } from './seed-world.js' */

/**
 * What becomes of twenty orders in a row, with the age of such an order: in none of them is anything due that did not
 * happen. In minutes, hours or days, of which a few are added to tell them apart.
 *
 * @type {readonly (readonly [trait: OrderTrait, age: number, unit: number])[]}
 */
const FATES = [
  ['completed', 5, DAY],
  ['paid', 3, HOUR],
  ['cleared', 20, DAY],
  ['placed', 4, MINUTE],
  ['delivered', 51, HOUR],
  ['completed', 6, DAY],
  ['started', 7, MINUTE],
  ['cleared', 25, DAY],
  ['in_revision', 56, HOUR],
  ['refunded', 30, HOUR],
  ['paid', 10, HOUR],
  ['auto_completed', 6, DAY],
  ['cancelled', 2, HOUR],
  ['partly_refunded', 7, DAY],
  ['cleared', 40, DAY],
  ['expired', 5, HOUR],
  ['delivered', 60, HOUR],
  ['refund_requested', 30, HOUR],
  ['declined', 9, MINUTE],
  ['refund_approved', 28, HOUR],
];

/** The number of the customer among customers, from 0: whoever buys once buys again. @param {number} k */
const customerOf = (k) => Math.floor(k / 4) + (k % 2);

/** How many customers there have to be. @param {number} orders */
export const customersOf = (orders) => Math.floor(orders / 4) + 2;

/** The services of every third number are bought, each twice. @param {number} k */
const serviceOf = (k) => marketId('service', 1 + 3 * Math.floor(k / 2));

/**
 * Tells the stories of orders, through the use cases, up to where each is by now. Those that are there are left alone.
 *
 * @param {SeedWorld} world
 * @param {number} count
 * @param {ReportProgress} report
 */
export async function seedOrders(world, count, report) {
  const { container } = world;
  const storage = {
    unitOfWork: container.get(ScopedUnitOfWork),
    orders: container.get(OrderRepository),
  };
  const useCases = useCasesOf(world);
  const staff = await container.get(UserRepository).findByLogin('paul_support');
  if (!staff) throw new Error('The staff of development was seeded before.');
  for (let k = 0; k < count; k += 1) {
    const customerId = marketId('person', 2 * (1 + customerOf(k)));
    const serviceId = serviceOf(k);
    if (!(await isThere(world, customerId, serviceId))) {
      const [trait = 'placed', age = 0, unit = 0] = FATES[k % FATES.length] ?? [];
      world.beginStory(k, new Date(world.now.getTime() - age * unit - (k % 7) * MINUTE));
      const chatter = new Chatter(world, customerId, k);
      /** @type {OrderStage} */
      const stage = {
        ...world,
        storage,
        useCases,
        afterStep: (told, step) => chatter.afterStep(told, step),
      };
      const options = await optionsOf(world, serviceId, k);
      await tellOrderStory(stage, { customerId, serviceId, options, staffId: async () => staff.id }, trait);
      await chatter.end();
    }
    report('orders', k + 1, count);
  }
}

/**
 * @param {SeedWorld} world
 * @param {string} userId
 * @param {string} serviceId
 */
async function isThere({ container }, userId, serviceId) {
  const orders = container.get(OrderViews);
  for (let page = 1; ; page += 1) {
    const { results, totalPages } = await orders.list(
      { party: { userId, role: 'customer' } },
      { page, limit: 100 },
    );
    if (results.some((order) => order.serviceId === serviceId)) return true;
    if (page >= totalPages) return false;
  }
}

/**
 * Every third order has an extra.
 *
 * @param {SeedWorld} world
 * @param {string} serviceId
 * @param {number} k
 */
async function optionsOf({ container }, serviceId, k) {
  if (k % 3 !== 0) return [];
  const service = await container.get(ServiceRepository).find(serviceId);
  return (service?.snapshot().options ?? []).slice(0, 1).map(({ id }) => ({ optionId: id, quantity: 1 }));
}

/** @param {SeedWorld} world */
function useCasesOf({ container }) {
  return {
    placeOrder: container.get(PlaceOrder),
    startPayment: container.get(StartPayment),
    sendPayment: container.get(SendPayment),
    confirmPayment: container.get(ConfirmPayment),
    expireOrder: container.get(ExpireOrder),
    deliverOrder: container.get(DeliverOrder),
    requestRevision: container.get(RequestRevision),
    acceptDelivery: container.get(AcceptDelivery),
    completeOrder: container.get(CompleteOrder),
    cancelOrder: container.get(CancelOrder),
    clearEarning: container.get(ClearEarning),
    requestRefund: container.get(RequestRefund),
    approveRefund: container.get(ApproveRefund),
    rejectRefund: container.get(RejectRefund),
    sendRefund: container.get(SendRefund),
    confirmRefund: container.get(ConfirmRefund),
  };
}

/** What the platform and the parties of an order say in its chat, each at the time of the story. */
class Chatter {
  /**
   * @param {SeedWorld} world
   * @param {string} customerId
   * @param {number} manner
   */
  constructor(world, customerId, manner) {
    this.world = world;
    this.customerId = customerId;
    this.manner = manner;
    this.sendMessage = world.container.get(SendMessage);
    /** @type {Parameters<MarkRead['execute']>[0] | null} what was said last */
    this.last = null;
  }

  /**
   * @param {OrderTold} told
   * @param {OrderStep} step
   */
  async afterStep({ orderId }, step) {
    const { container, clock } = this.world;
    const relayOutbox = container.get(RelayOutbox);
    while ((await relayOutbox.execute()) > 0);
    const talks = TALK[step] ?? [];
    const chat = await container.get(ChatRepository).findByOrder(orderId);
    const seller = chat?.snapshot().members.find(({ role }) => role === 'seller');
    if (!chat || !seller) throw new Error(`The order ${orderId} has no chat.`);
    const actorOf = (/** @type {string} */ userId) => ({ userId, permissions: new Set() });
    const speakers = { customer: actorOf(this.customerId), seller: actorOf(seller.userId) };
    for (const [who, content] of talks[this.manner % talks.length] ?? []) {
      clock.advance(MINUTE / 2);
      const actor = speakers[who];
      const { message } = await this.sendMessage.execute({ actor, chatId: chat.id, content, uploadIds: [] });
      this.last = { actor, chatId: chat.id, seq: message.seq };
    }
  }

  /** Whoever spoke last has read what there is; the list of chats shows the newest message of each. */
  async end() {
    const { container } = this.world;
    if (this.last) await container.get(MarkRead).execute(this.last);
    const relayMessages = container.get(RelayMessages);
    while ((await relayMessages.execute()) > 0);
  }
}
