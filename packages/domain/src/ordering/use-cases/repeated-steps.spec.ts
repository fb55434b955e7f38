import {
  CHANGE_WISHED,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import { StaleVersion } from '../../kernel/index.js';

interface Seen {
  readonly orderId: string;
  /** The version the actor looked at. */
  readonly expectedVersion?: number;
}

const asStaff =
  (event: 'accept' | 'request_revision' | 'operator_cancel') =>
  ({ operateOrder, staff: actor }: OrderingBench, seen: Seen) =>
    operateOrder.execute({ actor, ...seen, event, reason: CHANGE_WISHED });

const STEPS: Readonly<Record<string, (bench: OrderingBench, seen: Seen) => Promise<unknown>>> = {
  'accepts the delivery': ({ acceptDelivery, customer: actor }, seen) =>
    acceptDelivery.execute({ actor, ...seen }),
  'requests a revision': ({ requestRevision, customer: actor }, seen) =>
    requestRevision.execute({ actor, ...seen, message: CHANGE_WISHED }),
  'accepts in the place of the customer': asStaff('accept'),
  'requests a revision in the place of the customer': asStaff('request_revision'),
  'cancels the order': asStaff('operator_cancel'),
};

describe.each(Object.keys(STEPS))('somebody who %s', (name) => {
  let bench: OrderingBench;
  let orderId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId } = await bench.delivered());
  });

  const take = async (expectedVersion: number) => STEPS[name]?.(bench, { orderId, expectedVersion });

  it('twice on the same view does it once', async () => {
    const { version } = await bench.orderOf(orderId);
    await take(version);
    const moved = await bench.orderOf(orderId);
    await take(version);
    expect(await bench.orderOf(orderId)).toEqual(moved);
    expect(moved.version).toBe(version + 1);
  });

  it('on an outdated view is refused, and nothing has happened', async () => {
    const before = await bench.orderOf(orderId);
    await expect(take(before.version - 1)).rejects.toThrow(StaleVersion);
    expect(await bench.orderOf(orderId)).toEqual(before);
    expect(await bench.auditLog.about('order', orderId, 10)).toEqual([]);
  });
});
