import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { DAY } from '../../kernel/index.js';
import type { PostingSource } from '../../ledger/index.js';

// Price 50 000, buyer fee 500, commission 15 %; 10 000 go back once the seller may withdraw.
describe('the worked example of the books', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  /** `Dr code amount` and `Cr …` of what was posted. */
  async function posted(type: PostingSource['type'], sourceKey: string) {
    const transaction = await bench.ledger.find({ type, sourceKey });
    return transaction?.entries.map(
      ({ side, account, amount }) => `${side === 'debit' ? 'Dr' : 'Cr'} ${account.code} ${amount}`,
    );
  }

  it('is followed to the last franc, from the payment to the refund after completion', async () => {
    const { orderId, paymentId } = await bench.completed();
    expect(await posted('T1', paymentId)).toEqual(['Dr provider_clearing 50500', 'Cr order_escrow 50500']);
    expect(await posted('T2', orderId)).toEqual([
      'Dr order_escrow 50500',
      'Cr seller_pending 42500',
      'Cr commission_revenue 7500',
      'Cr service_fee_revenue 500',
    ]);

    bench.clock.advance(60 * DAY);
    const { id: earningId } = await bench.earningOf(orderId);
    await bench.clearEarning.execute({ earningId });
    expect(await posted('T4', earningId)).toEqual(['Dr seller_pending 42500', 'Cr seller_available 42500']);

    const { id: refundId } = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      amount: 10_000n,
      reasonCode: 'not_as_described',
      note: null,
    });
    await bench.approveRefund.execute({ actor: bench.staff, refundId });
    expect(await posted('T7', refundId)).toEqual([
      'Dr seller_available 8416',
      'Dr commission_revenue 1485',
      'Dr service_fee_revenue 99',
      'Cr refunds_payable 10000',
    ]);

    await bench.sendRefund.execute({ refundId });
    bench.provider.succeed((await bench.refundOf(refundId)).providerKey);
    await bench.confirmRefund.execute({ refundId });
    expect(await posted('T8', refundId)).toEqual(['Dr refunds_payable 10000', 'Cr provider_clearing 10000']);

    expect(await bench.books()).toEqual({
      provider_clearing: 40_500n,
      seller_available: 34_084n,
      commission_revenue: 6_015n,
      service_fee_revenue: 401n,
    });
  });
});
