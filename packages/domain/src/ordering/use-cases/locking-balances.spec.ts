import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { WatchedUnitOfWork } from '../../../testing/fakes/ledger/watched-ledger.js';
import { DAY, type Clock, type IdGenerator } from '../../kernel/index.js';
import { completedRefundPosting } from '../../ledger/index.js';
import { ApproveRefund } from './approve-refund.js';
import { ClearEarning } from './clear-earning.js';
import { ConfirmPayment } from './confirm-payment.js';
import { ReceiveMoney } from './receive-money.js';

// Two transactions that lock the same accounts one after another may each wait for what the other has.
describe('the accounts a transaction posts to are locked at once', () => {
  let bench: OrderingBench;
  let watched: WatchedUnitOfWork<Parameters<Parameters<OrderingBench['unitOfWork']['run']>[0]>[0]>;

  beforeEach(async () => {
    bench = await orderingBench();
    watched = new WatchedUnitOfWork(bench.unitOfWork);
  });

  const tools = (): readonly [IdGenerator, Clock] => [bench.ids, bench.clock];

  function confirmPayment() {
    const [ids, clock] = tools();
    const providers = { get: () => bench.provider };
    return new ConfirmPayment(
      watched,
      bench.payments,
      providers,
      new ReceiveMoney(bench.effects, ids),
      clock,
    );
  }

  /** What the seller owes after a refund of money they had withdrawn. */
  async function owing(orderId: string, paymentId: string) {
    const posting = completedRefundPosting({
      refundId: bench.ids.generate(),
      ...{ paymentId, orderId, sellerId: bench.seller.userId, currency: 'XAF' },
      parts: { sellerPart: 1_000n, commissionPart: 0n, feePart: 0n },
      funds: { pending: 0n, available: 0n },
    });
    await bench.ledger.post(posting, bench.clock.now());
  }

  it('when an earning clears and a debt is taken out of it', async () => {
    const { orderId, paymentId } = await bench.completed();
    await owing(orderId, paymentId);
    bench.clock.advance(60 * DAY);
    const { id } = await bench.earningOf(orderId);
    await new ClearEarning(watched, bench.clock).execute({ earningId: id });
    expect(await bench.balance('seller_available', bench.seller.userId)).toBe(41_500n);
    expect(watched.lockedLater).toEqual([]);
  });

  it('when money goes back after completion, and the seller has withdrawn it', async () => {
    const { orderId } = await bench.completed();
    bench.clock.advance(60 * DAY);
    await bench.clearEarning.execute({ earningId: (await bench.earningOf(orderId)).id });
    await bench.withdrawn(bench.seller, 40_000n);
    const refund = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      reasonCode: 'goodwill',
      note: null,
    });
    const approving = new ApproveRefund(watched, bench.effects, bench.clock);
    await approving.execute({ actor: bench.staff, refundId: refund.id });
    expect(await bench.balance('seller_receivable', bench.seller.userId)).toBe(40_000n);
    expect(watched.lockedLater).toEqual([]);
  });

  it('when money comes late to an order that waits', async () => {
    const payment = await bench.sent();
    bench.provider.fail(payment.providerKey, 'time_out');
    await bench.confirmPayment.execute(payment);
    bench.provider.succeed(payment.providerKey);
    await confirmPayment().execute(payment);
    expect(await bench.balance('order_escrow', payment.orderId)).toBe(50_500n);
    expect(watched.lockedLater).toEqual([]);
  });

  it('when money comes for an order that is over', async () => {
    const payment = await bench.sent();
    await bench.cancelOrder.execute({ actor: bench.customer, orderId: payment.orderId });
    bench.provider.succeed(payment.providerKey);
    await confirmPayment().execute(payment);
    expect(await bench.balance('refunds_payable')).toBe(50_500n);
    expect(watched.lockedLater).toEqual([]);
  });
});
