import type { Order, OrderRecord, OrderRepository } from '@2krika/domain';
import { createService, type ServicePorts } from '../catalogue/service-factory.js';
import { createUser } from '../identity/user-factory.js';
import { anOrder, anOrderEvent, type OrderParties } from './order-factory.js';

export type PartiesPorts = ServicePorts;

/** A customer, and a seller with a live service, all of them stored. */
export async function createParties(ports: PartiesPorts): Promise<OrderParties> {
  const [customer, service] = [await createUser(ports), await createService(ports)];
  return { customerId: customer.id, sellerId: service.snapshot().ownerId, serviceId: service.id };
}

/**
 * An order as the record says and nothing else of it: no chat, no payment, no entry in the ledger. For suites of
 * single ports; what the whole product is to make sense of is made by `createOrder`.
 */
export async function createBareOrder(
  ports: PartiesPorts & { readonly orders: OrderRepository },
  overrides: Partial<OrderRecord> = {},
): Promise<Order> {
  const order = anOrder(await createParties(ports), overrides);
  await ports.orders.add(order, anOrderEvent(order));
  return order;
}
