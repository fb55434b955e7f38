import type { PayoutProvider } from './payout-provider.js';

/** The providers this installation can pay through. */
export abstract class PayoutProviders {
  /** @throws ProviderUnknown */
  abstract get(name: string): PayoutProvider;
}
