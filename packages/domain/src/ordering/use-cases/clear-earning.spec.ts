import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { race } from '../../../testing/concurrency.js';
import { DAY } from '../../kernel/index.js';
import { EarningNotDue } from '../../ledger/index.js';

const CLEARING = 14 * DAY;

describe('ClearEarning', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const earningId = async (orderId: string) => (await bench.earningOf(orderId)).id;
  const clear = async (orderId: string) =>
    bench.clearEarning.execute({ earningId: await earningId(orderId) });
  const money = async () => {
    const [own] = await bench.ledgerViews.ownAccounts(bench.seller.userId);
    return [own?.pending, own?.available, own?.owed];
  };

  async function refunded(orderId: string, amount?: bigint) {
    const { id: refundId } = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      amount,
      reasonCode: 'goodwill',
      note: null,
    });
    await bench.approveRefund.execute({ actor: bench.staff, refundId });
  }

  it('makes an earning available when its time has come, and not before', async () => {
    const { orderId } = await bench.completed();
    bench.clock.advance(CLEARING - 1);
    await expect(clear(orderId)).rejects.toThrow(EarningNotDue);
    expect(await bench.earnings.claimDue(bench.clock.now(), 10)).toEqual([]);
    bench.clock.advance(1);
    expect(unitsOf(await bench.earnings.claimDue(bench.clock.now(), 10))).toEqual([await earningId(orderId)]);
    await clear(orderId);
    expect(await money()).toEqual([0n, 42_500n, 0n]);
    expect(await bench.earningOf(orderId)).toMatchObject({ clearedAt: bench.clock.now() });
    expect(await bench.eventNames('earning')).toEqual(['earning.created', 'earning.available']);
  });

  it('does it once, however many do it at the same time', async () => {
    const { orderId } = await bench.completed();
    await bench.completed();
    bench.clock.advance(CLEARING);
    const { lost } = await race(20, () => clear(orderId));
    expect(lost).toEqual([]);
    expect(await money()).toEqual([42_500n, 42_500n, 0n]);
    expect((await bench.earningOf(orderId)).version).toBe(1);
  });

  it('clears what a refund left', async () => {
    const { orderId } = await bench.completed();
    await refunded(orderId, 10_000n);
    bench.clock.advance(CLEARING);
    await clear(orderId);
    expect(await money()).toEqual([0n, 34_084n, 0n]);
  });

  it('moves nothing when a refund left nothing', async () => {
    const { orderId } = await bench.completed();
    await refunded(orderId);
    bench.clock.advance(CLEARING);
    await clear(orderId);
    expect(await money()).toEqual([0n, 0n, 0n]);
    expect(await bench.ledger.find({ type: 'T4', sourceKey: await earningId(orderId) })).toBeNull();
    expect((await bench.earningOf(orderId)).clearedAt).toEqual(bench.clock.now());
    expect(await bench.earnings.claimDue(bench.clock.now(), 10)).toEqual([]);
  });

  it('takes a debt out of it first', async () => {
    const [first, second] = [await bench.completed(), await bench.completed()];
    bench.clock.advance(CLEARING);
    await clear(first.orderId);
    await bench.withdrawn(bench.seller, 42_500n);
    await refunded(first.orderId, 10_000n);
    expect(await money()).toEqual([42_500n, 0n, 8_416n]);
    await clear(second.orderId);
    expect(await money()).toEqual([0n, 34_084n, 0n]);
    const sourceKey = await earningId(second.orderId);
    expect(await bench.ledger.find({ type: 'T4r', sourceKey })).not.toBeNull();
  });

  it('pays a debt off as far as it goes', async () => {
    const [first, second] = [await bench.completed(), await bench.completed()];
    bench.clock.advance(CLEARING);
    await clear(first.orderId);
    await bench.withdrawn(bench.seller, 42_500n);
    await refunded(second.orderId, 40_000n);
    await refunded(first.orderId);
    expect(await money()).toEqual([8_836n, 0n, 42_500n]);
    await clear(second.orderId);
    expect(await money()).toEqual([0n, 0n, 33_664n]);
  });

  it('and a refund at the same time take the money once', async () => {
    const { orderId } = await bench.completed();
    bench.clock.advance(CLEARING);
    const { lost } = await race<unknown>(2, (racer) =>
      racer === 0 ? clear(orderId) : refunded(orderId, 10_000n),
    );
    expect(lost).toEqual([]);
    expect(await money()).toEqual([0n, 34_084n, 0n]);
  });

  it('does nothing for an earning that is not there', async () => {
    await bench.clearEarning.execute({ earningId: 'nothing' });
    expect(await bench.eventNames()).toEqual([]);
  });
});
