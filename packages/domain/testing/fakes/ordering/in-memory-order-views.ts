import {
  offset,
  OrderViews,
  pageOf,
  type Id,
  type OrderFilter,
  type OrderId,
  type OrderRecord,
  type OrderSummary,
  type PageRequest,
  type UserId,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { newestFirst } from '../in-memory/newest-first.js';
import { orderEvents, orders } from './in-memory-order-repository.js';

export class InMemoryOrderViews extends OrderViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async find(id: OrderId) {
    const session = this.store.session();
    const row = await session.find(orders, id);
    if (!row) return null;
    const { chatId, itemsAmount, serviceFeeAmount, commissionAmount, packageSnapshot, deliveryDays } = row;
    const { revisionsIncluded, revisionsUsed, paymentDueAt, deliveredAt, reviewDueAt, completedAt } = row;
    const { completedBy, cancelledAt, cancelledBy, cancelReasonCode, clearsAt, items, deliveries, version } =
      row;
    return {
      ...(await summaryOf(session, row)),
      ...{ chatId, itemsAmount, serviceFeeAmount, commissionAmount, packageSnapshot, deliveryDays },
      ...{ revisionsIncluded, revisionsUsed, paymentDueAt, deliveredAt, reviewDueAt, completedAt },
      ...{ completedBy, cancelledAt, cancelledBy, cancelReasonCode, clearsAt, items, deliveries, version },
    };
  }

  async list({ party, state }: OrderFilter, page: PageRequest) {
    const session = this.store.session();
    const found = await session.where(orders, (row) => {
      const isOfParty =
        !party || (party.role === 'customer' ? row.customerId : row.sellerId) === party.userId;
      return isOfParty && (state === undefined || row.state === state);
    });
    const rows = found.sort(newestFirst).slice(offset(page), offset(page) + page.limit);
    const summaries = await Promise.all(rows.map((row) => summaryOf(session, row)));
    return pageOf(summaries, found.length, page);
  }

  async sharesDelivery(userId: UserId, uploadId: Id<'upload'>) {
    const sharing = await this.store
      .session()
      .where(
        orders,
        ({ customerId, sellerId, deliveries }) =>
          [customerId, sellerId].includes(userId) &&
          deliveries.some(({ uploadIds }) => uploadIds.includes(uploadId)),
      );
    return sharing.length > 0;
  }

  async events(id: OrderId) {
    const events = await this.store.session().where(orderEvents, ({ orderId }) => orderId === id);
    return events.sort((left, right) => left.seq - right.seq);
  }
}

async function summaryOf(session: InMemorySession, row: OrderRecord): Promise<OrderSummary> {
  const { id, number, state, serviceId, currency, totalAmount, sellerNetAmount, refundedAmount, dueAt } = row;
  return {
    ...{ id, number, state, serviceId, currency, totalAmount, sellerNetAmount, refundedAmount, dueAt },
    title: row.packageSnapshot.title,
    customer: await partyOf(session, row.customerId),
    seller: await partyOf(session, row.sellerId),
    createdAt: row.createdAt,
  };
}

async function partyOf(session: InMemorySession, userId: UserId) {
  const user = await session.find(users, userId);
  if (!user) throw new Error(`The party ${userId} of an order is gone.`);
  const { id, fullName, username } = user;
  return { id, fullName, username };
}
