import {
  PayoutProvider,
  PayoutProviders,
  ProviderUnknown,
  type PayoutOutcome,
  type PayoutRequest,
  type PayoutStatus,
} from '@2krika/domain';

/** A provider that answers what a test told it to, and remembers what it was asked. */
export class FakePayoutProvider extends PayoutProvider {
  readonly name = 'sandbox';
  /** Every call, repeats included. */
  readonly requests: PayoutRequest[] = [];
  /** What the next calls are answered with. */
  outcome: PayoutOutcome = { kind: 'accepted', providerRef: 'ref-1' };
  /** What it says became of every reference; an error is thrown. */
  status: PayoutStatus | Error = { kind: 'pending' };
  /** Runs while a call is under way: what happens elsewhere in the meantime. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  async initiate(request: PayoutRequest): Promise<PayoutOutcome> {
    this.requests.push(request);
    await this.meanwhile();
    return this.outcome;
  }

  async fetchStatus(): Promise<PayoutStatus> {
    await this.meanwhile();
    if (this.status instanceof Error) throw this.status;
    return this.status;
  }
}

/** An installation with one provider. */
export class FakePayoutProviders extends PayoutProviders {
  constructor(private readonly provider: PayoutProvider) {
    super();
  }

  get(name: string): PayoutProvider {
    if (name !== this.provider.name) throw new ProviderUnknown(name);
    return this.provider;
  }
}
