import type {
  AcceptDelivery,
  Actor,
  CancelOrder,
  DeliverOrder,
  ListOrderActions,
  ListOrderEvents,
  ListOrders,
  OperateOrder,
  PlaceOrder,
  ReadOrder,
  RequestRevision,
} from '@2krika/domain';
import { created, ListQuery, ok, route, signedIn, staff, type Route } from '../server/index.js';
import {
  DeliveryBody,
  OrderBody,
  OrderParams,
  OrdersQuery,
  RevisionBody,
  StaffOrdersQuery,
  TransitionBody,
} from './order-inputs.js';
import {
  OrderActionsView,
  OrderEventPages,
  OrderSummaryPages,
  OrderView,
  toOrderActionsView,
  toOrderEventView,
  toOrderSummaryView,
  toOrderView,
} from './order-views.js';

export interface OrderUseCases {
  readonly placeOrder: PlaceOrder;
  readonly readOrder: ReadOrder;
  readonly listOrders: ListOrders;
  readonly listOrderActions: ListOrderActions;
  readonly listOrderEvents: ListOrderEvents;
  readonly deliverOrder: DeliverOrder;
  readonly acceptDelivery: AcceptDelivery;
  readonly requestRevision: RequestRevision;
  readonly cancelOrder: CancelOrder;
  readonly operateOrder: OperateOrder;
}

const STEP_REFUSALS = ['order.event_refused', 'order.role_refused', 'order.guard_refused'] as const;

export function orderRoutes(useCases: OrderUseCases): readonly Route[] {
  return [...orderReadingRoutes(useCases), ...orderStepRoutes(useCases)];
}

function orderReadingRoutes(useCases: OrderUseCases): readonly Route[] {
  const { readOrder, listOrders, listOrderActions, listOrderEvents } = useCases;
  return [
    route({
      method: 'GET',
      path: '/orders',
      summary: 'What you bought, or sold, newest first.',
      tag: 'Orders',
      access: signedIn,
      query: OrdersQuery,
      answers: { 200: OrderSummaryPages },
      async handle({ actor, query: { role = 'customer', ...query } }) {
        const page = await listOrders.execute({ actor, role, ...query });
        return ok({ ...page, results: page.results.map(toOrderSummaryView) });
      },
    }),
    route({
      method: 'GET',
      path: '/admin/orders',
      summary: "Everybody's orders, newest first.",
      tag: 'Orders',
      access: staff('orders:read'),
      query: StaffOrdersQuery,
      answers: { 200: OrderSummaryPages },
      async handle({ actor, query }) {
        const page = await listOrders.execute({ actor, role: 'staff', ...query });
        return ok({ ...page, results: page.results.map(toOrderSummaryView) });
      },
    }),
    route({
      method: 'GET',
      path: '/orders/{id}',
      summary: 'An order, for its parties and staff.',
      tag: 'Orders',
      access: signedIn,
      params: OrderParams,
      answers: { 200: OrderView },
      async handle({ actor, params }) {
        const order = await readOrder.execute({ actor, orderId: params.id });
        return ok(toOrderView(order), { version: order.version });
      },
    }),
    route({
      method: 'GET',
      path: '/orders/{id}/actions',
      summary: 'What you may do with it now, why not the rest, and what happens by itself.',
      tag: 'Orders',
      access: signedIn,
      params: OrderParams,
      answers: { 200: OrderActionsView },
      async handle({ actor, params }) {
        const actions = await listOrderActions.execute({ actor, orderId: params.id });
        return ok(toOrderActionsView(actions), { version: actions.version });
      },
    }),
    route({
      method: 'GET',
      path: '/orders/{id}/events',
      summary: 'What happened to it, from the beginning.',
      tag: 'Orders',
      access: signedIn,
      params: OrderParams,
      query: ListQuery,
      answers: { 200: OrderEventPages },
      async handle({ actor, params, query }) {
        const events = await listOrderEvents.execute({ actor, orderId: params.id, ...query });
        return ok({ ...events, results: events.results.map(toOrderEventView) });
      },
    }),
  ];
}

function orderStepRoutes(useCases: OrderUseCases): readonly Route[] {
  const { placeOrder, deliverOrder, acceptDelivery, requestRevision, cancelOrder, operateOrder, readOrder } =
    useCases;
  const show = async (actor: Actor, orderId: string) => {
    const order = await readOrder.execute({ actor, orderId });
    return ok(toOrderView(order), { version: order.version });
  };
  return [
    route({
      method: 'POST',
      path: '/orders',
      summary: 'Order a service. It waits for its payment.',
      tag: 'Orders',
      access: signedIn,
      idempotent: true,
      body: OrderBody,
      answers: { 201: OrderView },
      refusals: [
        'service.not_found',
        'order.self_purchase',
        'order.service_not_orderable',
        'order.package_not_offered',
        'order.option_not_offered',
        'platform.amount_not_chargeable',
      ],
      async handle({ actor, body: { serviceId, package: tier = 'basic', options = [] } }) {
        const { order } = await placeOrder.execute({ actor, serviceId, tier, options });
        const { body } = await show(actor, order.id);
        return created(`/v1/orders/${order.id}`, body, { version: order.version });
      },
    }),
    route({
      method: 'POST',
      path: '/orders/{id}/deliveries',
      summary: 'Hand the work over; again, it replaces what was not answered yet.',
      tag: 'Orders',
      access: signedIn,
      idempotent: true,
      params: OrderParams,
      body: DeliveryBody,
      answers: { 200: OrderView },
      refusals: [...STEP_REFUSALS, 'order.message_too_short', 'upload.not_yours'],
      async handle({ actor, params, body: { message, linkUrls = [], uploadIds = [] } }) {
        await deliverOrder.execute({ actor, orderId: params.id, message, linkUrls, uploadIds });
        return show(actor, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/orders/{id}/accept',
      summary: 'Be content: the order is completed.',
      tag: 'Orders',
      access: signedIn,
      idempotent: true,
      ifMatch: true,
      params: OrderParams,
      answers: { 200: OrderView },
      refusals: STEP_REFUSALS,
      async handle({ actor, params, expectedVersion }) {
        await acceptDelivery.execute({ actor, orderId: params.id, expectedVersion });
        return show(actor, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/orders/{id}/revisions',
      summary: 'Send a delivery back, and say what you want changed.',
      tag: 'Orders',
      access: signedIn,
      idempotent: true,
      params: OrderParams,
      body: RevisionBody,
      answers: { 200: OrderView },
      refusals: [...STEP_REFUSALS, 'order.message_too_short'],
      async handle({ actor, params, body }) {
        await requestRevision.execute({ actor, orderId: params.id, ...body });
        return show(actor, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/orders/{id}/cancel',
      summary: 'Give it up: before it is paid, or when the seller is very late.',
      tag: 'Orders',
      access: signedIn,
      idempotent: true,
      params: OrderParams,
      answers: { 200: OrderView },
      refusals: STEP_REFUSALS,
      async handle({ actor, params }) {
        await cancelOrder.execute({ actor, orderId: params.id });
        return show(actor, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/admin/orders/{id}/transitions',
      summary: "Move an order in a party's place, with a reason that is kept.",
      tag: 'Orders',
      access: staff('orders:operate'),
      idempotent: true,
      ifMatch: true,
      params: OrderParams,
      body: TransitionBody,
      answers: { 200: OrderView },
      refusals: STEP_REFUSALS,
      async handle({ actor, params, body, expectedVersion }) {
        await operateOrder.execute({ actor, orderId: params.id, expectedVersion, ...body });
        return show(actor, params.id);
      },
    }),
  ];
}
