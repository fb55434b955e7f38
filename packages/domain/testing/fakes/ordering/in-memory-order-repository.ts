import {
  AlreadyExists,
  Order,
  OrderNotFound,
  OrderRepository,
  type OrderEvent,
  type OrderId,
  type OrderRecord,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const orders = new InMemoryTable<OrderRecord>({
  name: 'order',
  key: ({ id }) => id,
  unique: [
    { value: ({ number }) => number, violation: ({ number }) => new AlreadyExists('order', { number }) },
  ],
  versioned: true,
});

export const orderEvents = new InMemoryTable<OrderEvent>({
  name: 'order-event',
  key: ({ id }) => id,
  unique: [
    { value: ({ orderId, seq }) => [orderId, seq], violation: () => new AlreadyExists('order-event') },
  ],
});

let numbers = 0;

export class InMemoryOrderRepository extends OrderRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  nextNumber(now: Date) {
    numbers += 1;
    const year = String(now.getUTCFullYear()).slice(-2);
    return Promise.resolve(`2K-${year}-${String(numbers).padStart(6, '0')}`);
  }

  async add(order: Order, event: OrderEvent, within?: Within) {
    const session = this.store.session(within);
    await session.insert(orders, order.snapshot());
    await session.insert(orderEvents, event);
  }

  async save(order: Order, event: OrderEvent, within?: Within) {
    const session = this.store.session(within);
    await session.update(orders, order.snapshot());
    await session.insert(orderEvents, event);
    order.saved();
  }

  async find(id: OrderId, within?: Within) {
    const row = await this.store.session(within).find(orders, id);
    return row && Order.rehydrate(row);
  }

  async getForUpdate(id: OrderId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(orders, id);
    if (!row) throw new OrderNotFound(id);
    return Order.rehydrate(row);
  }
}
