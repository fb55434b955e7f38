import type { PaymentProvider } from './payment-provider.js';

/** The providers this installation has. */
export abstract class PaymentProviders {
  /** @throws ProviderUnknown */
  abstract get(name: string): PaymentProvider;
}
