import type { Currency, Id } from '../../kernel/index.js';

/** How much a person of a level may withdraw. Amounts in minor units. */
export interface KycLimit {
  readonly id: Id<'kyc-limit'>;
  /** As `users.kyc_level`: 0 to 3. */
  readonly level: number;
  /** ISO 3166-1 alpha-2; null for every country that has none of its own. */
  readonly country: string | null;
  readonly currency: Currency;
  readonly perWithdrawal: bigint;
  /** In any 24 hours. */
  readonly perDay: bigint;
  /** In any 30 days. */
  readonly perMonth: bigint;
  readonly validFrom: Date;
}

export interface KycLimitSubject {
  readonly level: number;
  readonly country: string;
  readonly currency: Currency;
}

/** The limit that holds: the country's before everybody's, then the newest. Null where nobody set one. */
export function kycLimitFor(
  limits: readonly KycLimit[],
  subject: KycLimitSubject,
  now: Date,
): KycLimit | null {
  const [limit = null] = limits
    .filter(
      ({ level, country, currency, validFrom }) =>
        level === subject.level &&
        currency === subject.currency &&
        (country === null || country === subject.country) &&
        validFrom <= now,
    )
    .sort(
      (left, right) =>
        Number(left.country === null) - Number(right.country === null) ||
        right.validFrom.getTime() - left.validFrom.getTime(),
    );
  return limit;
}
