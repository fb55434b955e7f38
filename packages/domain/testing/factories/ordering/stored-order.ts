import type {
  CategoryRepository,
  Order,
  OrderRecord,
  OrderRepository,
  ServiceRepository,
  UserRepository,
} from '@2krika/domain';
import { aCategory } from '../catalogue/category-factory.js';
import { aService } from '../catalogue/service-factory.js';
import { aUser } from '../identity/user-factory.js';
import { anOrder, anOrderEvent, type OrderParties } from './order-factory.js';

export interface PartiesPorts {
  readonly users: UserRepository;
  readonly categories: CategoryRepository;
  readonly services: ServiceRepository;
}

/** A customer, and a seller with a live service, all of them stored. */
export async function storedParties({ users, categories, services }: PartiesPorts): Promise<OrderParties> {
  const [customer, seller, category] = [aUser(), aUser(), aCategory()];
  const service = aService({ ownerId: seller.id, categoryId: category.id });
  await users.add(customer);
  await users.add(seller);
  await categories.add(category);
  await services.add(service);
  return { customerId: customer.id, sellerId: seller.id, serviceId: service.id };
}

/** An order of parties of its own, stored with them. */
export async function storedOrder(
  ports: PartiesPorts & { readonly orders: OrderRepository },
  overrides: Partial<OrderRecord> = {},
): Promise<Order> {
  const order = anOrder(await storedParties(ports), overrides);
  await ports.orders.add(order, anOrderEvent(order));
  return order;
}
