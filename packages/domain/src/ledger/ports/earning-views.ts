import type { Currency, Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { EarningId, EarningState } from '../model/earning.js';

/** An earning as its seller sees it. Amounts in minor units. */
export interface EarningView {
  readonly id: EarningId;
  readonly orderId: Id<'order'>;
  readonly currency: Currency;
  readonly grossAmount: bigint;
  readonly commissionAmount: bigint;
  readonly netAmount: bigint;
  readonly reversedAmount: bigint;
  readonly state: EarningState;
  readonly clearsAt: Date;
  readonly createdAt: Date;
}

/** What screens read of earnings. */
export abstract class EarningViews {
  /** Newest first, equal instants by id downwards. */
  abstract listOwn<Request extends ListRequest>(
    sellerId: UserId,
    request: Request,
  ): Promise<ListAnswer<EarningView, Request>>;
}
