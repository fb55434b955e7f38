import type { Currency, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { PayoutMethodId, PayoutMethodKind } from '../model/payout-method.js';
import type { RiskFlag, WithdrawalId } from '../model/withdrawal-record.js';
import type { WithdrawalState } from '../model/withdrawal-process.js';

/** A payout method as its owner sees it. */
export interface PayoutMethodView {
  readonly id: PayoutMethodId;
  readonly kind: PayoutMethodKind;
  readonly channel: string;
  readonly currency: Currency;
  readonly accountMask: string;
  readonly holderName: string;
  readonly usableFrom: Date;
  readonly flaggedAt: Date | null;
  readonly createdAt: Date;
}

/** A withdrawal as its owner sees it. Amounts in minor units. */
export interface WithdrawalView {
  readonly id: WithdrawalId;
  readonly number: string;
  readonly state: WithdrawalState;
  readonly amount: bigint;
  readonly feeAmount: bigint;
  readonly currency: Currency;
  readonly payoutMethodId: PayoutMethodId;
  readonly channel: string;
  readonly accountMask: string;
  readonly rejectionReason: string | null;
  readonly failureCode: string | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly returnedAt: Date | null;
  readonly version: number;
}

/** A withdrawal as staff see it. */
export interface StaffWithdrawalView extends WithdrawalView {
  readonly userId: UserId;
  readonly username: string;
  readonly riskFlags: readonly RiskFlag[];
  readonly decidedBy: UserId | null;
  readonly provider: string;
  readonly providerRef: string | null;
  readonly nextSendAt: Date | null;
  readonly nextPollAt: Date | null;
}

/** What screens read of withdrawals and of where they go. */
export abstract class WithdrawalViews {
  /** Those not removed, oldest first, equal instants by id. */
  abstract listPayoutMethods<Request extends ListRequest>(
    userId: UserId,
    request: Request,
  ): Promise<ListAnswer<PayoutMethodView, Request>>;

  /** Newest first, equal instants by id downwards. */
  abstract listOwn<Request extends ListRequest>(
    userId: UserId,
    request: Request,
  ): Promise<ListAnswer<WithdrawalView, Request>>;

  /** Null as well when it is somebody else's. */
  abstract findOwn(userId: UserId, id: WithdrawalId): Promise<WithdrawalView | null>;

  /** Oldest first, as people work them off, equal instants by id; every state when none is named. */
  abstract listForStaff<Request extends ListRequest>(
    state: WithdrawalState | null,
    request: Request,
  ): Promise<ListAnswer<StaffWithdrawalView, Request>>;
}
