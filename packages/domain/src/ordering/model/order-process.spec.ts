import { anOrder } from '../../../testing/factories/ordering/order-factory.js';
import { after, DAY, HOUR } from '../../kernel/index.js';
import { PERMISSIONS } from '../../identity/index.js';
import {
  OrderEventRefused,
  OrderGuardRefused,
  OrderRoleRefused,
  ProcessVersionUnknown,
} from './order-errors.js';
import {
  FINAL_ORDER_STATES,
  ORDER_PROCESS,
  ORDER_STATES,
  type OrderEventName,
  type OrderRole,
  type OrderState,
} from './order-process.js';
import type { GuardFacts, Order, OrderMover, OrderRecord, Step } from './order.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const DUE = after(NOW, -10 * DAY);
const MESSAGE = 'Le vert est trop clair, merci.';
const MOVERS: Readonly<Record<OrderRole, OrderMover>> = {
  customer: { role: 'customer', userId: 'customer' },
  seller: { role: 'seller', userId: 'seller' },
  staff: { role: 'staff', userId: 'staff' },
  system: { role: 'system', userId: null },
};
const ROLES = ['customer', 'seller', 'staff', 'system'] as const;
const EVENTS = [...new Set(ORDER_PROCESS.map(({ event }) => event))];

function inState(state: OrderState, overrides: Partial<OrderRecord> = {}): Order {
  const parties = { customerId: 'customer', sellerId: 'seller', serviceId: 'service' };
  return anOrder(parties, { state, dueAt: DUE, ...overrides });
}

const FACTS: GuardFacts = { isPaymentUnderWay: false, veryLateAfterHours: 0 };

/** The method that causes the event. Those of the system take nobody else for it. */
function cause(order: Order, event: OrderEventName, by: OrderMover, facts: Partial<GuardFacts> = {}): Step {
  const content = { id: 'delivery', message: MESSAGE, linkUrls: [], uploadIds: [] };
  switch (event) {
    case 'expire_payment':
      return order.expire({ ...FACTS, ...facts }, NOW);
    case 'payment_captured':
      return order.startWork(NOW);
    case 'deliver':
    case 'redeliver':
      return order.deliver(content, after(NOW, DAY), by, NOW);
    case 'request_revision':
      return order.requestRevision(MESSAGE, by, NOW);
    case 'accept':
      return order.accept(after(NOW, DAY), by, NOW);
    case 'auto_complete':
      return order.autoComplete(after(NOW, DAY), NOW);
    default:
      return order.cancel(event, 'changed_mind', by, { ...FACTS, ...facts }, NOW);
  }
}

/** Every way to move an order there is, and what it announces. */
const MOVES: readonly [OrderState, OrderEventName, OrderRole, OrderState, string][] = [
  ['pending_payment', 'expire_payment', 'system', 'expired', 'order.expired'],
  ['pending_payment', 'cancel_unpaid', 'customer', 'cancelled', 'order.cancelled'],
  ['pending_payment', 'payment_captured', 'system', 'in_progress', 'order.paid'],
  ['in_progress', 'deliver', 'seller', 'delivered', 'order.delivered'],
  ['in_revision', 'deliver', 'seller', 'delivered', 'order.delivered'],
  ['delivered', 'redeliver', 'seller', 'delivered', 'order.delivered'],
  ['delivered', 'request_revision', 'customer', 'in_revision', 'order.revision_requested'],
  ['delivered', 'request_revision', 'staff', 'in_revision', 'order.revision_requested'],
  ['delivered', 'accept', 'customer', 'completed', 'order.completed'],
  ['delivered', 'accept', 'staff', 'completed', 'order.completed'],
  ['delivered', 'auto_complete', 'system', 'completed', 'order.completed'],
  ['in_progress', 'cancel_very_late', 'customer', 'cancelled', 'order.cancelled'],
  ['in_revision', 'cancel_very_late', 'customer', 'cancelled', 'order.cancelled'],
  ['in_progress', 'operator_cancel', 'staff', 'cancelled', 'order.cancelled'],
  ['in_revision', 'operator_cancel', 'staff', 'cancelled', 'order.cancelled'],
  ['delivered', 'operator_cancel', 'staff', 'cancelled', 'order.cancelled'],
  ['pending_payment', 'operator_cancel', 'staff', 'cancelled', 'order.cancelled'],
  ['in_progress', 'refund_in_full', 'system', 'cancelled', 'order.cancelled'],
  ['in_revision', 'refund_in_full', 'system', 'cancelled', 'order.cancelled'],
  ['delivered', 'refund_in_full', 'system', 'cancelled', 'order.cancelled'],
];

describe('the process of an order', () => {
  it.each(MOVES)('from %s by %s of %s leads to %s and announces %s', (from, event, role, to, name) => {
    const order = inState(from);
    const step = cause(order, event, MOVERS[role]);
    expect(step).toMatchObject({ row: { event }, from });
    expect(order.snapshot()).toMatchObject({ state: to, updatedAt: NOW });
    expect(order.pullEvents()).toMatchObject([{ name, aggregateId: order.id, payload: { state: to } }]);
  });

  it('has no other way', () => {
    for (const state of ORDER_STATES) {
      for (const event of EVENTS) {
        for (const role of ROLES) {
          // The order itself chooses between the two.
          if (event === (state === 'delivered' ? 'deliver' : 'redeliver')) continue;
          if (MOVES.some(([from, by, actor]) => from === state && by === event && actor === role)) continue;
          const isForRole = MOVES.some(([, by, actor]) => by === event && actor === role);
          const isForSystemOnly = MOVES.every(([, by, actor]) => by !== event || actor === 'system');
          // Whoever calls them, events of the system are caused by the system.
          if (isForSystemOnly && role !== 'system' && event !== 'refund_in_full') continue;
          const hasRow = MOVES.some(([from, by]) => from === state && by === event);
          const isRepeat = !hasRow && MOVES.some(([, by, , to]) => to === state && by === event);
          const order = inState(state);
          const move = () => cause(order, event, MOVERS[role]);
          if (!isForRole) expect(move).toThrow(OrderRoleRefused);
          else if (isRepeat) expect(move()).toBeNull();
          else expect(move).toThrow(OrderEventRefused);
          expect(order.snapshot().state).toBe(state);
          expect(order.pullEvents()).toEqual([]);
        }
      }
    }
  });

  it('leaves no way out of a final state', () => {
    for (const state of ORDER_STATES) {
      expect(inState(state).openTransitions.length === 0).toBe(FINAL_ORDER_STATES.includes(state));
      expect(inState(state).isFinal).toBe(FINAL_ORDER_STATES.includes(state));
      expect(inState(state).awaitsPayment).toBe(state === 'pending_payment');
    }
  });

  it('says what may be done instead', () => {
    expect(() => cause(inState('in_progress'), 'accept', MOVERS.customer)).toThrow(
      expect.objectContaining({
        code: 'order.event_refused',
        details: { event: 'accept', state: 'in_progress', allowedActions: ['cancel_very_late'] },
      }),
    );
    expect(() => cause(inState('completed'), 'operator_cancel', MOVERS.staff)).toThrow(
      expect.objectContaining({
        details: { event: 'operator_cancel', state: 'completed', allowedActions: [] },
      }),
    );
  });

  it('asks of staff a permission that exists, for every row that is theirs and no other', () => {
    for (const row of ORDER_PROCESS) {
      expect(row.permission !== undefined).toBe(row.by.includes('staff'));
      if (row.permission) expect(PERMISSIONS).toHaveProperty([row.permission]);
    }
  });

  it('gives the sale back whenever an order comes to nothing, and the money whenever there is some', () => {
    for (const { to, from, effects, event } of ORDER_PROCESS) {
      const isNothing = to === 'cancelled' || to === 'expired';
      expect(effects.includes('release_sale')).toBe(isNothing);
      expect(effects.includes('disarm_deadlines')).toBe(to !== 'delivered');
      if (!isNothing || event === 'refund_in_full') continue;
      expect(effects).toContain(from.includes('pending_payment') ? 'end_payment' : 'refund_escrow');
    }
  });

  it.each<[OrderState, OrderEventName, string, Partial<OrderRecord>, Partial<GuardFacts>]>([
    ['pending_payment', 'expire_payment', 'no_payment_under_way', {}, { isPaymentUnderWay: true }],
    ['delivered', 'request_revision', 'revisions_left', { revisionsIncluded: 1, revisionsUsed: 1 }, {}],
    ['in_progress', 'cancel_very_late', 'very_late', { dueAt: null }, {}],
    ['in_progress', 'cancel_very_late', 'very_late', { dueAt: NOW }, {}],
    [
      'in_revision',
      'cancel_very_late',
      'very_late',
      { dueAt: after(NOW, -24 * HOUR) },
      { veryLateAfterHours: 24 },
    ],
  ])('in %s refuses %s unless %s', (state, event, guard, overrides, facts) => {
    const role = ORDER_PROCESS.find((row) => row.event === event)?.by[0] ?? 'system';
    const order = inState(state, overrides);
    const move = () => cause(order, event, MOVERS[role], facts);
    expect(move).toThrow(OrderGuardRefused);
    expect(move).toThrow(expect.objectContaining({ details: { event, guard } }));
    expect(order.snapshot().state).toBe(state);
  });

  it.each(['expire_payment', 'cancel_very_late'] as const)(
    'guesses no fact that a guard of %s asks for',
    (event) => {
      const row = ORDER_PROCESS.find((candidate) => candidate.event === event);
      if (!row) throw new Error('The process has such a row.');
      expect(() => inState(row.from[0] ?? 'completed').failingGuard(row, {}, NOW)).toThrow('asks for');
    },
  );

  it('counts no revisions where as many are included as the customer likes', () => {
    const order = inState('delivered', { revisionsIncluded: null, revisionsUsed: 99 });
    expect(cause(order, 'request_revision', MOVERS.customer)).not.toBeNull();
  });

  it('moves no order that was written under another version of it', () => {
    const order = inState('delivered', { processVersion: 2 });
    expect(() => cause(order, 'accept', MOVERS.customer)).toThrow(ProcessVersionUnknown);
  });
});
