import { Aggregate, after, HOUR, type AggregateState, type Currency, type Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import {
  InvalidHolderName,
  PayoutMethodCoolingDown,
  PayoutMethodFlagged,
  PayoutMethodNotFound,
} from './payout-method-errors.js';

export type PayoutMethodId = Id<'payout-method'>;

const MAX_HOLDER_NAME = 100;

export const PAYOUT_METHOD_KINDS = ['mobile_money'] as const;
export type PayoutMethodKind = (typeof PAYOUT_METHOD_KINDS)[number];

export interface PayoutMethodState extends AggregateState {
  readonly id: PayoutMethodId;
  readonly userId: UserId;
  readonly kind: PayoutMethodKind;
  /** The code of a payment channel that pays out. */
  readonly channel: string;
  readonly currency: Currency;
  /** The number, readable by the vault only. */
  readonly accountEncrypted: string;
  /** What may be shown of it. */
  readonly accountMask: string;
  /** Equal for equal numbers: unique among the methods that are not removed. */
  readonly accountDigest: string;
  readonly holderName: string;
  readonly usableFrom: Date;
  /** When money sent there came back. */
  readonly flaggedAt: Date | null;
  readonly deletedAt: Date | null;
}

export interface NewPayoutMethod {
  readonly id: PayoutMethodId;
  readonly userId: UserId;
  readonly channel: string;
  readonly currency: Currency;
  readonly accountEncrypted: string;
  readonly accountMask: string;
  readonly accountDigest: string;
  readonly holderName: string;
  readonly cooldownHours: number;
  readonly now: Date;
}

/** Where a seller's money is sent. */
export class PayoutMethod extends Aggregate<PayoutMethodState> {
  private constructor(state: PayoutMethodState) {
    super('payout-method', state);
  }

  /** @throws InvalidHolderName */
  static add({ now, cooldownHours, ...method }: NewPayoutMethod): PayoutMethod {
    const holderName = method.holderName.trim();
    if (holderName.length === 0 || holderName.length > MAX_HOLDER_NAME) throw new InvalidHolderName();
    return new PayoutMethod({
      createdAt: now,
      ...method,
      holderName,
      kind: 'mobile_money',
      usableFrom: after(now, cooldownHours * HOUR),
      flaggedAt: null,
      deletedAt: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: PayoutMethodState): PayoutMethod {
    return new PayoutMethod(state);
  }

  get isRemoved(): boolean {
    return this.state.deletedAt !== null;
  }

  /** @throws PayoutMethodNotFound once it is removed; PayoutMethodFlagged; PayoutMethodCoolingDown */
  assertUsable(now: Date): void {
    const { flaggedAt, usableFrom } = this.state;
    if (this.isRemoved) throw new PayoutMethodNotFound(this.id);
    if (flaggedAt !== null) throw new PayoutMethodFlagged();
    if (now < usableFrom) throw new PayoutMethodCoolingDown(usableFrom);
  }

  /** Money sent there came back: nothing more is sent. */
  flag(now: Date): void {
    this.change({ flaggedAt: now }, now);
  }

  /** Frees the number for another method. The row stays, for the withdrawals that were sent there. */
  remove(now: Date): void {
    this.change({ deletedAt: now }, now);
  }
}
