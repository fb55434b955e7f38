import {
  CHANGE_WISHED,
  HANDED_OVER,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import type { Actor, PermissionCode } from '../../identity/index.js';
import { DomainError } from '../../kernel/index.js';
import { ORDER_STATES, type OrderEventName, type OrderState } from '../model/order-process.js';

const OTHERS = {
  'a stranger': [],
  'staff who may look': ['orders:read'],
  'staff who may move': ['orders:operate'],
  'staff who may look and move': ['orders:read', 'orders:operate'],
  'staff who may cancel': ['orders:cancel'],
  'staff who may give money back': ['refunds:approve'],
  'staff of another trade': ['users:read', 'payments:read', 'services:moderate'],
} as const satisfies Readonly<Record<string, readonly PermissionCode[]>>;
type Person = 'the customer' | 'the seller' | keyof typeof OTHERS;
const PEOPLE: readonly Person[] = [
  'the customer',
  'the seller',
  'a stranger',
  'staff who may look',
  'staff who may move',
  'staff who may look and move',
  'staff who may cancel',
  'staff who may give money back',
  'staff of another trade',
];

/** Whoever may move orders sees them. */
const SEE_ORDERS: readonly Person[] = [
  'staff who may look',
  'staff who may move',
  'staff who may look and move',
];

type Answer =
  | 'done'
  | 'order.not_found'
  | 'order.role_refused'
  | 'order.event_refused'
  | 'order.guard_refused'
  | 'order.not_refundable'
  | 'identity.permission_missing';

interface Step {
  readonly take: (bench: OrderingBench, actor: Actor, orderId: string) => Promise<unknown>;
  /** Who is let through to the order's process. */
  readonly isFor: readonly Person[];
  /** What everybody else hears. */
  readonly refusal: (person: Person) => Answer;
  /** What the process answers those; `otherwise` in every other state. */
  readonly answers: Partial<Readonly<Record<OrderState, Answer>>>;
  readonly otherwise: Answer;
  readonly isAudited: boolean;
}

const refusedToParties = (person: Person): Answer => {
  if (person === 'the customer' || person === 'the seller') return 'order.role_refused';
  return SEE_ORDERS.includes(person) ? 'order.role_refused' : 'order.not_found';
};

function byParty(person: 'the customer' | 'the seller', answers: Step['answers'], take: Step['take']): Step {
  const isFor = [person];
  return {
    take,
    isFor,
    refusal: refusedToParties,
    answers,
    otherwise: 'order.event_refused',
    isAudited: false,
  };
}

function byStaff(event: OrderEventName, isFor: readonly Person[], answers: Step['answers']): Step {
  return {
    take: ({ operateOrder }, actor, orderId) =>
      operateOrder.execute({ actor, orderId, event, reason: CHANGE_WISHED }),
    isFor,
    refusal: () => 'identity.permission_missing',
    answers,
    otherwise: 'order.event_refused',
    isAudited: true,
  };
}

const MOVING: readonly Person[] = ['staff who may move', 'staff who may look and move'];

const STEPS = {
  cancel: byParty(
    'the customer',
    {
      pending_payment: 'done',
      in_progress: 'order.guard_refused',
      in_revision: 'order.guard_refused',
      cancelled: 'done',
    },
    ({ cancelOrder }, actor, orderId) => cancelOrder.execute({ actor, orderId }),
  ),
  deliver: byParty(
    'the seller',
    { in_progress: 'done', in_revision: 'done', delivered: 'done' },
    ({ deliverOrder }, actor, orderId) => deliverOrder.execute({ actor, orderId, ...HANDED_OVER }),
  ),
  'request a revision': byParty(
    'the customer',
    { delivered: 'done', in_revision: 'done' },
    ({ requestRevision }, actor, orderId) =>
      requestRevision.execute({ actor, orderId, message: CHANGE_WISHED }),
  ),
  accept: byParty(
    'the customer',
    { delivered: 'done', completed: 'done' },
    ({ acceptDelivery }, actor, orderId) => acceptDelivery.execute({ actor, orderId }),
  ),
  'accept in the place of the customer': byStaff('accept', MOVING, { delivered: 'done', completed: 'done' }),
  'request a revision in the place of the customer': byStaff('request_revision', MOVING, {
    delivered: 'done',
    in_revision: 'done',
  }),
  'cancel as staff': byStaff('operator_cancel', ['staff who may cancel'], {
    pending_payment: 'done',
    in_progress: 'done',
    in_revision: 'done',
    delivered: 'done',
    cancelled: 'done',
  }),
  'deliver in the place of the seller': {
    ...byStaff('deliver', MOVING, {}),
    otherwise: 'order.role_refused',
  },
  'complete in the place of the clock': {
    ...byStaff('auto_complete', MOVING, {}),
    otherwise: 'order.role_refused',
  },
  'ask for a refund': {
    take: ({ requestRefund }, actor, orderId) =>
      requestRefund.execute({ actor, orderId, reasonCode: 'goodwill', note: null }),
    isFor: ['the customer', 'the seller', ...MOVING, 'staff who may give money back'],
    refusal: (person) =>
      person === 'staff who may look' ? 'identity.permission_missing' : 'order.not_found',
    answers: { in_progress: 'done', delivered: 'done', in_revision: 'done', completed: 'done' },
    otherwise: 'order.not_refundable',
    isAudited: false,
  },
} as const satisfies Readonly<Record<string, Step>>;

const STEP_NAMES = Object.keys(STEPS) as readonly (keyof typeof STEPS)[];

describe('who may move an order', () => {
  let bench: OrderingBench;
  let people: ReadonlyMap<Person, Actor>;

  beforeEach(async () => {
    bench = await orderingBench();
    const others = Object.entries(OTHERS) as readonly [keyof typeof OTHERS, readonly PermissionCode[]][];
    people = new Map<Person, Actor>([
      ['the customer', bench.customer],
      ['the seller', bench.seller],
      ...(await Promise.all(
        others.map(async ([name, permissions]) => [name, await bench.aPerson(...permissions)] as const),
      )),
    ]);
  });

  async function orderIn(state: OrderState): Promise<string> {
    switch (state) {
      case 'pending_payment':
        return (await bench.placed()).orderId;
      case 'in_progress':
        return (await bench.paid()).orderId;
      case 'delivered':
        return (await bench.delivered()).orderId;
      case 'in_revision': {
        const { orderId } = await bench.delivered();
        await bench.requestRevision.execute({ actor: bench.customer, orderId, message: CHANGE_WISHED });
        return orderId;
      }
      case 'completed':
        return (await bench.completed()).orderId;
      case 'cancelled': {
        const { orderId } = await bench.placed();
        await bench.cancelOrder.execute({ actor: bench.customer, orderId });
        return orderId;
      }
      case 'expired': {
        const { orderId } = await bench.placed();
        await bench.expireOrder.execute({ orderId });
        return orderId;
      }
    }
  }

  async function answerOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'done';
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }

  describe.each(ORDER_STATES)('while it is %s', (state) => {
    it.each(STEP_NAMES)('%s', async (name) => {
      const step: Step = STEPS[name];
      const expected: [Person, Answer, number][] = [];
      const answers: [Person, string, number][] = [];
      let orderId = await orderIn(state);
      for (const person of PEOPLE) {
        const actor = people.get(person);
        if (!actor) throw new Error(`Who is ${person}?`);
        const before = await bench.orderOf(orderId);
        const answer = await answerOf(step.take(bench, actor, orderId));
        const audited = (await bench.auditLog.about('order', orderId, 10)).length;
        answers.push([person, answer, audited]);

        const isFor = step.isFor.includes(person);
        const right = isFor ? (step.answers[state] ?? step.otherwise) : step.refusal(person);
        const after = await bench.orderOf(orderId);
        if (answer !== 'done') expect(after).toEqual(before);
        const hasMoved = after.version > before.version;
        expected.push([person, right, step.isAudited && hasMoved ? 1 : 0]);
        // Whoever was refused left it as it was, for the next one to try.
        if (answer === 'done') orderId = await orderIn(state);
      }
      expect(answers).toEqual(expected);
    });
  });
});
