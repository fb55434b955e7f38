import type { Clock, UnitOfWork } from '../../kernel/index.js';
import {
  clearingPosting,
  recoupDebt,
  type EarningId,
  type EarningRepository,
  type Ledger,
} from '../../ledger/index.js';
import type { Outbox } from '../../platform/index.js';
import type { OrderRepository } from '../ports/order-repository.js';

/** Clearing is over: what an order earned can be withdrawn (T4), less what its seller owes us (T4r). */
export class ClearEarning {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      orders: OrderRepository;
      earnings: EarningRepository;
      ledger: Ledger;
      outbox: Outbox;
    }>,
    private readonly clock: Clock,
  ) {}

  /** Done twice, it clears once. @throws EarningNotDue */
  async execute({ earningId }: { readonly earningId: EarningId }): Promise<void> {
    await this.unitOfWork.run(async ({ orders, earnings, ledger, outbox }) => {
      const known = await earnings.find(earningId);
      if (!known) return;
      const { orderId, sellerId, currency } = known.snapshot();
      await orders.getForUpdate(orderId);
      const earning = await earnings.findByOrderForUpdate(orderId);
      if (!earning || earning.snapshot().clearedAt !== null) return;
      const now = this.clock.now();
      const amount = earning.clear(now);
      await earnings.save(earning);
      if (!amount.isZero()) {
        const own = (code: 'seller_pending' | 'seller_available' | 'seller_receivable') =>
          ({ code, ownerId: sellerId, currency }) as const;
        // All that the two postings touch, at once: asked for in two turns, two of them could wait in a circle.
        await ledger.lockBalances([own('seller_pending'), own('seller_available'), own('seller_receivable')]);
        await ledger.post(clearingPosting({ sourceKey: earningId, orderId, sellerId, amount }), now);
        await recoupDebt(ledger, sellerId, currency, earningId, now);
      }
      await outbox.publish(earning.pullEvents());
    });
  }
}
