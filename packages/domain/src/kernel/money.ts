import { DomainError } from './domain-error.js';

/**
 * The currencies of the two CFA francs. Both have exponent 0 in ISO 4217: 10000 means 10 000 FCFA, and no
 * amount is ever multiplied by 100.
 */
export const CURRENCIES = ['XAF', 'XOF'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** The largest amount: what JSON carries exactly (2^53 − 1). */
export const MAX_AMOUNT = 9_007_199_254_740_991n;

export class UnknownCurrency extends DomainError {
  readonly code = 'money.unknown_currency';
  readonly kind = 'invalid';

  constructor(currency: string) {
    super(`The currency is one of ${CURRENCIES.join(', ')}.`, { currency });
  }
}

export class AmountOutOfRange extends DomainError {
  readonly code = 'money.amount_out_of_range';
  readonly kind = 'invalid';

  constructor(amount: bigint) {
    super('An amount is not negative and at most 2^53 − 1.', { amount: String(amount) });
  }
}

export class CurrencyMismatch extends DomainError {
  readonly code = 'money.currency_mismatch';
  readonly kind = 'rule_violation';

  constructor(left: Currency, right: Currency) {
    super(`${left} and ${right} are never mixed.`, { left, right });
  }
}

/** @throws UnknownCurrency */
export function currencyOf(text: string): Currency {
  const currency = CURRENCIES.find((known) => known === text);
  if (currency === undefined) throw new UnknownCurrency(text);
  return currency;
}

/** An amount of money: whole minor units of one currency, never negative, never a fraction. */
export class Money {
  private constructor(
    readonly amount: bigint,
    readonly currency: Currency,
  ) {}

  /** @throws AmountOutOfRange below 0 or above 2^53 − 1 */
  static of(amount: bigint, currency: Currency): Money {
    if (amount < 0n || amount > MAX_AMOUNT) throw new AmountOutOfRange(amount);
    return new Money(amount, currency);
  }

  static zero(currency: Currency): Money {
    return new Money(0n, currency);
  }

  /** @throws CurrencyMismatch; AmountOutOfRange */
  plus(other: Money): Money {
    this.assertSameCurrency(other);
    return Money.of(this.amount + other.amount, this.currency);
  }

  /** @throws CurrencyMismatch; AmountOutOfRange when `other` is the larger */
  minus(other: Money): Money {
    this.assertSameCurrency(other);
    return Money.of(this.amount - other.amount, this.currency);
  }

  /** @throws AmountOutOfRange */
  times(quantity: number): Money {
    return Money.of(this.amount * BigInt(quantity), this.currency);
  }

  /** Whether the amount is a multiple of `step`, as a payment channel asks. */
  isMultipleOf(step: bigint): boolean {
    return this.amount % step === 0n;
  }

  /** The smallest multiple of `step` that is not below this amount. */
  roundUpTo(step: bigint): Money {
    return Money.of(((this.amount + step - 1n) / step) * step, this.currency);
  }

  isZero(): boolean {
    return this.amount === 0n;
  }

  equals(other: Money): boolean {
    return this.amount === other.amount && this.currency === other.currency;
  }

  /** For people and logs: `10 000 XAF`. */
  toString(): string {
    return `${String(this.amount).replace(/\B(?=(\d{3})+$)/g, ' ')} ${this.currency}`;
  }

  private assertSameCurrency(other: Money): void {
    if (this.currency !== other.currency) throw new CurrencyMismatch(this.currency, other.currency);
  }
}
