import { PlaceOrder } from '@2krika/domain';
import { drizzleOrders } from './drizzle/order-store.js';
import { RANDOM_IDS, SYSTEM_CLOCK } from './ids-and-time.js';
import { kyselyOrders } from './kysely/order-store.js';
import { asUsual, prepared } from './ordering/by-hand.js';
import { orderRows } from './ordering/order-rows.js';
import { planOrder } from './ordering/plan-order.js';
import { readOnce, WritesOnly } from './ordering/writes-only.js';
import { sequelizeOrders } from './sequelize/order-store.js';

/** @import { Actor, PlaceOrderScope, UnitOfWork } from '@2krika/domain' */
/** @import { BenchMarket } from './bench-market.js' */
/** @import { OrderFacts, OrderStore } from './ordering/plan-order.js' */
/** @import { OrderedService } from './ordering/writes-only.js' */
/** @import { BenchPath } from './paths.js' */

const GOAL = 1.5;
const RUNS = 15;
/** As many as are read beforehand. */
const SERVICES = 60;

/**
 * Placing an order: what it rests on is read, and nine tables are written in one transaction.
 *
 * @param {BenchMarket} market
 * @returns {BenchPath<string, string>}
 */
export function placeOrder(market) {
  const { storage, customerId, serviceIds, pool } = market;
  const ours = placedBy(storage.unitOfWork, customerId);
  return {
    name: 'place order: what it rests on read, then all that is written below',
    goal: GOAL,
    runs: RUNS,
    inputs: serviceIds,
    contenders: contendersOf(market, ours, async (store, serviceId) => {
      const now = new Date();
      return written(store, await store.readFacts(serviceId, now), customerId, now);
    }),
    readBack: (orderId) => orderRows(pool, orderId),
  };
}

/**
 * The same with everything read before: what storing an order costs.
 *
 * @param {BenchMarket} market
 * @returns {Promise<BenchPath<OrderedService, string>>}
 */
export async function writeOrder(market) {
  const { storage, customerId, serviceIds, pool } = market;
  const services = [];
  for (const serviceId of serviceIds.slice(0, SERVICES)) {
    services.push(await readOnce(storage, asUsual(pool), serviceId));
  }
  return {
    name: 'write order: order, items, event, sales count, chat, members, payment, deadline, outbox',
    goal: GOAL,
    runs: RUNS,
    inputs: services,
    contenders: contendersOf(
      market,
      (service) => placedBy(new WritesOnly(storage.unitOfWork, service), customerId)(service.id),
      (store, { nextFacts }) => written(store, nextFacts(), customerId, new Date()),
    ),
    readBack: (orderId) => orderRows(pool, orderId),
  };
}

/**
 * @template Input
 * @param {BenchMarket} market
 * @param {(input: Input) => Promise<string>} ours
 * @param {(store: OrderStore, input: Input) => Promise<string>} theirs
 */
function contendersOf({ pool, pipelined, libraries }, ours, theirs) {
  const contender = (/** @type {string} */ name, /** @type {OrderStore} */ store) => ({
    name,
    run: (/** @type {Input} */ input) => theirs(store, input),
  });
  return [
    contender('pg, as usual', asUsual(pool)),
    { name: '2KRIKA', run: ours },
    contender('pg, prepared', prepared(pipelined)),
    contender('Kysely', kyselyOrders(libraries.kysely)),
    contender('Drizzle', drizzleOrders(libraries.drizzle)),
    contender('Sequelize', sequelizeOrders(libraries.models)),
  ];
}

/**
 * @param {UnitOfWork<PlaceOrderScope>} unitOfWork
 * @param {string} customerId
 * @returns {(serviceId: string) => Promise<string>}
 */
function placedBy(unitOfWork, customerId) {
  const useCase = new PlaceOrder(unitOfWork, RANDOM_IDS, SYSTEM_CLOCK);
  /** @type {Actor} */
  const actor = { userId: customerId, permissions: new Set() };
  return async (serviceId) => {
    const { order } = await useCase.execute({ actor, serviceId, options: [] });
    return order.id;
  };
}

/**
 * @param {OrderStore} store
 * @param {OrderFacts} facts
 * @param {string} customerId
 * @param {Date} now
 */
async function written(store, facts, customerId, now) {
  const rows = planOrder(facts, customerId, now);
  await store.writeOrder(rows);
  return rows.order.id;
}
