import { Transactional, type Within } from '../../kernel/index.js';
import type { OrderEvent } from '../model/order-event.js';
import type { Order, OrderId } from '../model/order.js';

/** Orders with their items, deliveries and timeline. */
export abstract class OrderRepository extends Transactional {
  /** The next number for people, never given out twice: `2K-26-000123`, with the year of `now`. */
  abstract nextNumber(now: Date, within?: Within): Promise<string>;

  /** Writes the order with the first line of its timeline. @throws AlreadyExists */
  abstract add(order: Order, event: OrderEvent, within?: Within): Promise<void>;

  /** Writes the change with the line it adds to the timeline. @throws StaleVersion */
  abstract save(order: Order, event: OrderEvent, within?: Within): Promise<void>;

  abstract find(id: OrderId, within?: Within): Promise<Order | null>;

  /** Locks the row until the transaction ends: the first lock of whatever touches an order. @throws OrderNotFound */
  abstract getForUpdate(id: OrderId, within?: Within): Promise<Order>;
}
