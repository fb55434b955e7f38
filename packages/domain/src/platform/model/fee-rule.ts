import { DomainError, Money, type Currency, type Id } from '../../kernel/index.js';

export type FeeComponent = 'commission' | 'service_fee' | 'withdrawal_fee';

/** From the most specific to the least: the first that has a rule in force decides. */
export const FEE_SCOPES = ['seller', 'category', 'seller_level', 'default'] as const;
export type FeeScope = (typeof FEE_SCOPES)[number];

/** What the platform takes, from an instant on. */
export interface FeeRule {
  readonly id: Id<'fee-rule'>;
  readonly component: FeeComponent;
  readonly scope: FeeScope;
  /** The seller's or category's id, or the seller level; null for the default. */
  readonly scopeId: string | null;
  readonly currency: Currency;
  /** Hundredths of a percent: 1 500 is 15 %. */
  readonly percentBps: number;
  /** Minor units, like the two limits. */
  readonly fixedAmount: bigint;
  readonly minAmount: bigint | null;
  readonly maxAmount: bigint | null;
  readonly validFrom: Date;
  /** Null while it has no end. */
  readonly validTo: Date | null;
}

export interface FeeSubject {
  readonly component: FeeComponent;
  readonly currency: Currency;
  readonly sellerId?: string;
  readonly categoryId?: string;
  readonly sellerLevel?: string;
}

/** Nobody decided what the platform takes here. Selling without a rule would be giving money away silently. */
export class FeeRuleMissing extends DomainError {
  readonly code = 'platform.fee_rule_missing';
  readonly kind = 'unavailable';

  constructor({ component, currency }: FeeSubject) {
    super(`No ${component} rule is in force for ${currency}.`, { component, currency });
  }
}

/** The rule that decides: the most specific scope, then the newest. @throws FeeRuleMissing */
export function feeRuleFor(rules: readonly FeeRule[], subject: FeeSubject, now: Date): FeeRule {
  const scopeIds: Readonly<Record<FeeScope, string | null | undefined>> = {
    seller: subject.sellerId,
    category: subject.categoryId,
    seller_level: subject.sellerLevel,
    default: null,
  };
  const inForce = rules
    .filter(
      (rule) =>
        rule.component === subject.component &&
        rule.currency === subject.currency &&
        rule.scopeId === scopeIds[rule.scope] &&
        rule.validFrom <= now &&
        (rule.validTo === null || now < rule.validTo),
    )
    .sort(
      (left, right) =>
        FEE_SCOPES.indexOf(left.scope) - FEE_SCOPES.indexOf(right.scope) ||
        right.validFrom.getTime() - left.validFrom.getTime(),
    );
  const rule = inForce[0];
  if (!rule) throw new FeeRuleMissing(subject);
  return rule;
}

/** clamp(floor(amount × bps / 10 000) + fixed, min, max), and never more than the amount itself. */
export function feeOn(amount: Money, rule: FeeRule): Money {
  const raw = (amount.amount * BigInt(rule.percentBps)) / 10_000n + rule.fixedAmount;
  const atLeast = rule.minAmount !== null && raw < rule.minAmount ? rule.minAmount : raw;
  const atMost = rule.maxAmount !== null && atLeast > rule.maxAmount ? rule.maxAmount : atLeast;
  return Money.of(atMost > amount.amount ? amount.amount : atMost, amount.currency);
}
