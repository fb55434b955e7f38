import { anOrder, anOrderItem } from '../../../testing/factories/ordering/order-factory.js';
import { after, DAY, HOUR, Money } from '../../kernel/index.js';
import type { PermissionCode } from '../../identity/index.js';
import { MessageTooShort, OrderNotFound } from './order-errors.js';
import { Order, type OrderRecord } from './order.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const PARTIES = { customerId: 'customer', sellerId: 'seller', serviceId: 'service' } as const;
const CUSTOMER = { role: 'customer', userId: 'customer' } as const;
const SELLER = { role: 'seller', userId: 'seller' } as const;
const CONTENT = { id: 'first', message: 'Voici votre logo définitif.', linkUrls: [], uploadIds: [] } as const;
const WISH = 'Le vert est trop clair, merci.';

function inState(state: OrderRecord['state'], overrides: Partial<OrderRecord> = {}): Order {
  return anOrder(PARTIES, { state, ...overrides });
}

const actor = (userId: string, ...permissions: PermissionCode[]) => ({
  userId,
  permissions: new Set(permissions),
});

describe('Order', () => {
  it('is born waiting for its payment', () => {
    const price = {
      currency: 'XAF',
      itemsAmount: 50_000n,
      serviceFeeAmount: 500n,
      totalAmount: 50_500n,
      commissionAmount: 7_500n,
      sellerNetAmount: 42_500n,
      feeRuleSnapshot: {},
    } as const;
    const order = Order.place({
      id: 'order',
      number: '2K-26-000001',
      ...PARTIES,
      chatId: 'chat',
      items: [anOrderItem()],
      price,
      packageSnapshot: { title: 'Logo', deliveryDays: 3, revisionsIncluded: 1 },
      deliveryDays: 3,
      revisionsIncluded: 2,
      paymentDueAt: after(NOW, HOUR),
      now: NOW,
    });
    expect(order.snapshot()).toMatchObject({
      ...price,
      state: 'pending_payment',
      processVersion: 1,
      refundedAmount: 0n,
      revisionsUsed: 0,
      dueAt: null,
      deliveries: [],
      version: 0,
      createdAt: NOW,
    });
    expect(order.total).toEqual(Money.of(50_500n, 'XAF'));
    expect(order.pullEvents()).toEqual([
      {
        name: 'order.created',
        aggregateType: 'order',
        aggregateId: 'order',
        occurredAt: NOW,
        payload: { ...PARTIES, chatId: 'chat', state: 'pending_payment' },
      },
    ]);
  });

  it('knows its parties, lets staff look, and nobody else', () => {
    const order = inState('in_progress');
    expect(order.moverFor(actor('customer'))).toEqual(CUSTOMER);
    expect(order.moverFor(actor('seller', 'orders:read'))).toEqual(SELLER);
    expect(order.moverFor(actor('staff', 'orders:read'))).toEqual({ role: 'staff', userId: 'staff' });
    expect(order.roleOf(actor('stranger', 'orders:cancel'))).toBeNull();
    expect(() => order.moverFor(actor('stranger'))).toThrow(OrderNotFound);
  });

  it('gives the seller their days from the payment on', () => {
    const order = inState('pending_payment', { deliveryDays: 5 });
    order.startWork(NOW);
    expect(order.snapshot().dueAt).toEqual(after(NOW, 5 * DAY));
  });

  it('is under review from its delivery on', () => {
    const order = inState('in_progress');
    order.deliver(CONTENT, after(NOW, DAY), SELLER, NOW);
    expect(order.snapshot()).toMatchObject({
      deliveredAt: NOW,
      reviewDueAt: after(NOW, DAY),
      deliveries: [{ id: 'first', number: 1, state: 'submitted' }],
    });
    const later = after(NOW, HOUR);
    order.deliver({ ...CONTENT, id: 'second' }, after(later, DAY), SELLER, later);
    expect(order.snapshot()).toMatchObject({
      deliveredAt: later,
      reviewDueAt: after(later, DAY),
      deliveries: [{ state: 'superseded' }, { id: 'second', state: 'submitted' }],
    });
  });

  it('gives the seller time anew for a revision', () => {
    const order = inState('in_progress', { deliveryDays: 2, dueAt: after(NOW, -9 * DAY) });
    order.deliver(CONTENT, after(NOW, DAY), SELLER, NOW);
    order.requestRevision(WISH, CUSTOMER, NOW);
    expect(order.snapshot()).toMatchObject({
      state: 'in_revision',
      revisionsUsed: 1,
      reviewDueAt: null,
      dueAt: after(NOW, 2 * DAY),
      deliveries: [{ state: 'revision_requested', revisionMessage: WISH }],
    });
  });

  it('is not sent back without saying why', () => {
    const order = inState('delivered');
    expect(() => order.requestRevision('  Trop clair        ', CUSTOMER, NOW)).toThrow(MessageTooShort);
    expect(order.snapshot().revisionsUsed).toBe(0);
  });

  it.each([
    ['customer', (order: Order) => order.accept(after(NOW, DAY), CUSTOMER, NOW)],
    ['system', (order: Order) => order.autoComplete(after(NOW, DAY), NOW)],
  ] as const)('is completed by the %s, with the delivery under review accepted', (completedBy, complete) => {
    const order = inState('in_revision', { reviewDueAt: NOW });
    order.deliver(CONTENT, NOW, SELLER, NOW);
    order.deliver({ ...CONTENT, id: 'second' }, NOW, SELLER, NOW);
    expect(complete(order)).not.toBeNull();
    expect(order.snapshot()).toMatchObject({
      state: 'completed',
      completedAt: NOW,
      completedBy,
      clearsAt: after(NOW, DAY),
      reviewDueAt: null,
      deliveries: [{ state: 'superseded' }, { state: 'accepted' }],
    });
  });

  it('keeps who cancelled it, and why', () => {
    const order = inState('pending_payment');
    order.cancel('cancel_unpaid', 'changed_mind', CUSTOMER, {}, NOW);
    expect(order.snapshot()).toMatchObject({
      state: 'cancelled',
      cancelledAt: NOW,
      cancelledBy: 'customer',
      cancelReasonCode: 'changed_mind',
    });
  });

  it('adds up what goes back', () => {
    const order = inState('completed');
    order.refunded(10_000n, NOW);
    order.refunded(500n, NOW);
    expect(order.snapshot().refundedAmount).toBe(10_500n);
    expect(order.pullEvents()).toEqual([]);
  });

  it('is read back as it was stored', () => {
    const stored = inState('completed').snapshot();
    expect(Order.rehydrate(stored).snapshot()).toBe(stored);
  });
});
