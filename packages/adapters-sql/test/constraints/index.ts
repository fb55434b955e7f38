import type { Attempts } from './attempt.js';
import { LEDGER_ATTEMPTS } from './ledger-attempts.js';
import { PEOPLE_ATTEMPTS } from './people-attempts.js';
import { PLATFORM_ATTEMPTS } from './platform-attempts.js';
import { SALE_ATTEMPTS } from './sale-attempts.js';

export { statementsOf, type Attempt } from './attempt.js';
export { storeSampleRows } from './sample-rows.js';

/** Suites that attempt those of their tables by the rows of their context, by path below `src`. */
export const OWN_SUITES = ['kyc/kyc-constraints.int.spec.ts', 'catalogue/service-constraints.int.spec.ts'];

/** At least one attempt at everything else the schema promises. A table that comes brings its own. */
export const ATTEMPTS: Attempts = {
  ...PLATFORM_ATTEMPTS,
  ...PEOPLE_ATTEMPTS,
  ...SALE_ATTEMPTS,
  ...LEDGER_ATTEMPTS,
};
