import { catalogueModule } from './catalogue-module.js';
import { dispatchModule } from './dispatch-module.js';
import { eventHandlersModule } from './event-handlers.js';
import { filesModule } from './files-module.js';
import { identityModule } from './identity-module.js';
import { integrityModule } from './integrity-module.js';
import { kycModule } from './kyc-module.js';
import { ledgerModule } from './ledger-module.js';
import { messagingModule } from './messaging-module.js';
import { orderingModule } from './ordering-module.js';
import { paymentsModule } from './payments-module.js';
import { platformModule } from './platform-module.js';

/** Every use case, context by context. */
export const USE_CASE_MODULES = [
  platformModule,
  identityModule,
  filesModule,
  kycModule,
  catalogueModule,
  messagingModule,
  ledgerModule,
  paymentsModule,
  orderingModule,
  integrityModule,
  dispatchModule,
  eventHandlersModule,
] as const;
