import {
  after,
  DAY,
  MINUTE,
  Order,
  type Delivery,
  type OrderEvent,
  type OrderItem,
  type OrderRecord,
  type PackageSnapshot,
} from '@2krika/domain';
import { everyRequirement } from '../catalogue/service-factory.js';
import { anId, TEST_EPOCH, unique } from '../unique.js';

/** Who and what an order is about. */
export interface OrderParties {
  readonly customerId: string;
  readonly sellerId: string;
  readonly serviceId: string;
}

export function anOrderItem(overrides: Partial<OrderItem> = {}): OrderItem {
  return {
    id: anId(),
    kind: 'package',
    refId: anId(),
    title: 'Logo professionnel',
    unitPrice: 50_000n,
    quantity: 1,
    amount: 50_000n,
    ...overrides,
  };
}

/** What was bought for 50 000 XAF. */
export function aPackageSnapshot(): PackageSnapshot {
  return {
    title: 'Logo professionnel',
    ...{ deliveryDays: 3, revisionsIncluded: 2 },
    package: {
      tier: 'premium',
      title: 'Complet',
      description: 'Tout ce qu’il faut à une marque.',
      features: ['Trois propositions', 'Fichiers source'],
    },
    ...everyRequirement(),
  };
}

/** An order of 50 000 XAF that waits for its payment. */
export function anOrder(parties: OrderParties, overrides: Partial<OrderRecord> = {}): Order {
  return Order.rehydrate({
    id: anId(),
    number: `2K-26-${String(unique()).padStart(6, '0')}`,
    ...parties,
    chatId: anId(),
    state: 'pending_payment',
    processVersion: 1,
    currency: 'XAF',
    itemsAmount: 50_000n,
    serviceFeeAmount: 500n,
    totalAmount: 50_500n,
    commissionAmount: 7_500n,
    sellerNetAmount: 42_500n,
    refundedAmount: 0n,
    feeRuleSnapshot: { commission: { percentBps: 1_500 } },
    packageSnapshot: aPackageSnapshot(),
    deliveryDays: 3,
    revisionsIncluded: 2,
    revisionsUsed: 0,
    paymentDueAt: after(TEST_EPOCH, 30 * MINUTE),
    dueAt: null,
    deliveredAt: null,
    reviewDueAt: null,
    completedAt: null,
    completedBy: null,
    cancelledAt: null,
    cancelledBy: null,
    cancelReasonCode: null,
    clearsAt: null,
    items: [anOrderItem()],
    deliveries: [],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** What an order looks like once it is paid. */
export function paid(): Partial<OrderRecord> {
  return { state: 'in_progress', dueAt: after(TEST_EPOCH, 3 * DAY) };
}

/** The line its present version adds to the timeline of an order. */
export function aDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: anId(),
    number: 1,
    message: 'Voici les trois propositions.',
    linkUrls: ['https://example.com/a', 'https://example.com/b'],
    uploadIds: [],
    submittedAt: TEST_EPOCH,
    state: 'submitted',
    revisionMessage: null,
    ...overrides,
  };
}

export function anOrderEvent(order: Order, overrides: Partial<OrderEvent> = {}): OrderEvent {
  return {
    id: anId(),
    orderId: order.id,
    seq: order.version + 1,
    event: 'place',
    from: null,
    to: order.snapshot().state,
    actorRole: 'customer',
    actorId: order.snapshot().customerId,
    payload: {},
    at: TEST_EPOCH,
    ...overrides,
  };
}
