import {
  OrderViews,
  type Id,
  type ListRequest,
  type OrderEvent,
  type OrderFilter,
  type OrderId,
  type OrderRecord,
  type OrderSummary,
  type Position,
  type UserId,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { byCreation, listOf } from '../in-memory/list-of.js';
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

  async list<Request extends ListRequest>({ party, state }: OrderFilter, request: Request) {
    const session = this.store.session();
    const found = await session.where(orders, (row) => {
      const isOfParty =
        !party || (party.role === 'customer' ? row.customerId : row.sellerId) === party.userId;
      return isOfParty && (state === undefined || row.state === state);
    });
    return listOf(found, request, { positionOf: byCreation, viewOf: (row) => summaryOf(session, row) });
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

  async events<Request extends ListRequest>(id: OrderId, request: Request) {
    const events = await this.store.session().where(orderEvents, ({ orderId }) => orderId === id);
    return listOf(events, request, { positionOf: bySeq, viewOf: (event) => event, isOldestFirst: true });
  }
}

/** The number alone says where it stands; as text it has the order of numbers. */
function bySeq({ seq }: OrderEvent): Position {
  return { at: new Date(0), id: String(seq).padStart(10, '0') };
}

async function summaryOf(session: InMemorySession, row: OrderRecord): Promise<OrderSummary> {
  const { id, number, state, serviceId, currency, totalAmount, sellerNetAmount, refundedAmount, dueAt } = row;
  return {
    id,
    ...{ number, state, serviceId, currency, totalAmount, sellerNetAmount, refundedAmount, dueAt },
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
