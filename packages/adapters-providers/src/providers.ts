import {
  PaymentProviders,
  PayoutProviders,
  ProviderUnknown,
  type PaymentProvider,
  type PayoutProvider,
} from '@2krika/domain';

/** The payment providers of an installation, by name. */
export class ListedPaymentProviders extends PaymentProviders {
  constructor(private readonly providers: readonly PaymentProvider[]) {
    super();
  }

  get(name: string): PaymentProvider {
    return named(this.providers, name);
  }
}

/** The payout providers of an installation, by name. */
export class ListedPayoutProviders extends PayoutProviders {
  constructor(private readonly providers: readonly PayoutProvider[]) {
    super();
  }

  get(name: string): PayoutProvider {
    return named(this.providers, name);
  }
}

function named<Provider extends { readonly name: string }>(
  providers: readonly Provider[],
  name: string,
): Provider {
  const provider = providers.find((known) => known.name === name);
  if (!provider) throw new ProviderUnknown(name);
  return provider;
}
