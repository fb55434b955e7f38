import { UnitOfWork } from '@2krika/domain';

/** @import { PlaceOrderScope, RunOptions } from '@2krika/domain' */
/** @import { SqlStorage } from '@2krika/adapters-sql' */
/** @import { OrderFacts, OrderStore } from './plan-order.js' */

/** @typedef {Pick<PlaceOrderScope, 'services' | 'users' | 'feeRules' | 'paymentChannels' | 'settings' | 'orders'>} ReadPorts */

/**
 * What an order of this service rests on, read once: as the domain has it, and as rows.
 *
 * @typedef {object} OrderedService
 * @property {string} id
 * @property {(scope: PlaceOrderScope) => PlaceOrderScope} withoutReads the same ports, answering what was read
 * @property {() => OrderFacts} nextFacts each with a number of its own
 */

/** Numbers nobody else gives: those of the sequence are decimal. */
let numbers = 0;
const nextNumber = () => `B${String((numbers += 1))}`;

/**
 * @param {SqlStorage} storage
 * @param {OrderStore} store
 * @param {string} id
 * @returns {Promise<OrderedService>}
 */
export async function readOnce(storage, store, id) {
  const now = new Date();
  const facts = await store.readFacts(id, now);
  const service = await storage.services.find(id);
  if (service === null) throw new Error('There is no such service.');
  const { ownerId, currency } = service.snapshot();
  const [seller, rules, channels, minutes] = await Promise.all([
    storage.users.find(ownerId),
    storage.feeRules.inForce(currency, now),
    storage.paymentChannels.list(),
    storage.settings.get('orders.payment_window_minutes'),
  ]);
  return {
    id,
    withoutReads: (scope) => ({
      ...scope,
      services: instead(scope.services, {
        find: async () => service,
        recordSale: (/** @type {Parameters<PlaceOrderScope['services']['recordSale']>} */ ...sale) =>
          scope.services.recordSale(...sale),
      }),
      users: instead(scope.users, { find: async () => seller }),
      feeRules: instead(scope.feeRules, { inForce: async () => rules }),
      paymentChannels: instead(scope.paymentChannels, { list: async () => channels }),
      settings: instead(scope.settings, { get: async () => minutes }),
      orders: instead(scope.orders, {
        nextNumber: async () => nextNumber(),
        add: (/** @type {Parameters<PlaceOrderScope['orders']['add']>} */ ...order) =>
          scope.orders.add(...order),
      }),
    }),
    nextFacts: () => ({ ...facts, number: nextNumber() }),
  };
}

/**
 * A unit of work whose reads cost nothing.
 *
 * @extends {UnitOfWork<PlaceOrderScope>}
 */
export class WritesOnly extends UnitOfWork {
  /**
   * @param {UnitOfWork<PlaceOrderScope>} unitOfWork
   * @param {OrderedService} service
   */
  constructor(unitOfWork, service) {
    super();
    this.unitOfWork = unitOfWork;
    this.service = service;
  }

  /**
   * @template Result
   * @param {(scope: PlaceOrderScope) => Promise<Result>} work
   * @param {RunOptions} [options]
   */
  run(work, options) {
    return this.unitOfWork.run((scope) => work(this.service.withoutReads(scope)), options);
  }
}

/**
 * Of a port, what placing an order uses.
 *
 * @template {object} Port
 * @param {Port} _port
 * @param {{ [Method in keyof Port]?: unknown }} used
 */
function instead(_port, used) {
  /** @type {object} */
  const port = used;
  return /** @type {Port} */ (port);
}
