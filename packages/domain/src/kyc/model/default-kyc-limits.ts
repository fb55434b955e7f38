import { CURRENCIES } from '../../kernel/index.js';
import type { KycLimit } from './kyc-limit.js';

/** What may be withdrawn until somebody decides otherwise: more for those who prove more. */
const DEFAULT_LIMITS: readonly Pick<KycLimit, 'level' | 'perWithdrawal' | 'perDay' | 'perMonth'>[] = [
  { level: 0, perWithdrawal: 1_000_000n, perDay: 1_000_000n, perMonth: 3_000_000n },
  { level: 1, perWithdrawal: 1_000_000n, perDay: 2_000_000n, perMonth: 5_000_000n },
  { level: 2, perWithdrawal: 2_000_000n, perDay: 5_000_000n, perMonth: 20_000_000n },
  { level: 3, perWithdrawal: 10_000_000n, perDay: 20_000_000n, perMonth: 100_000_000n },
];

/** The limit of every level and currency, in every country. */
export function defaultKycLimits(newId: () => string): readonly KycLimit[] {
  return DEFAULT_LIMITS.flatMap((limit) =>
    CURRENCIES.map((currency) => ({
      ...limit,
      id: newId(),
      country: null,
      currency,
      validFrom: new Date(0),
    })),
  );
}
