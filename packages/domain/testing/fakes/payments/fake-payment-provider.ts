import {
  PaymentProvider,
  PaymentProviders,
  ProviderUnknown,
  Unavailable,
  type CallOutcome,
  type CollectionRequest,
  type Money,
  type ProviderRefundRequest,
  type ProviderStatus,
} from '@2krika/domain';

interface Operation {
  readonly amount: Money;
  status: ProviderStatus;
}

/** A provider in memory that a test tells what happens. Everything stays pending until then. */
export class FakePaymentProvider extends PaymentProvider {
  readonly name = 'sandbox';
  /** Every request it received, repeats included. */
  readonly requests: (CollectionRequest | ProviderRefundRequest)[] = [];
  private readonly operations = new Map<string, Operation>();
  private next: 'answer' | CallOutcome | { readonly kind: 'recorded_without_answer' } = 'answer';
  private isDown = false;

  initiate(request: CollectionRequest): Promise<CallOutcome> {
    return Promise.resolve(this.receive(request));
  }

  refund(request: ProviderRefundRequest): Promise<CallOutcome> {
    return Promise.resolve(this.receive(request));
  }

  fetchStatus(reference: string): Promise<ProviderStatus> {
    if (this.isDown) return Promise.reject(new Unavailable('The provider'));
    return Promise.resolve(this.operations.get(reference)?.status ?? { kind: 'absent' });
  }

  fetchRefundStatus(reference: string): Promise<ProviderStatus> {
    return this.fetchStatus(reference);
  }

  /** The next call ends like this; one that is not `accepted` records nothing. */
  answerNextWith(outcome: CallOutcome): void {
    this.next = outcome;
  }

  /** The next call is taken over, and its answer is lost. */
  loseNextAnswer(): void {
    this.next = { kind: 'recorded_without_answer' };
  }

  /** The payer confirmed: by default, exactly what was asked came. */
  succeed(reference: string, received: { amount?: bigint; currency?: string; fee?: bigint } = {}): void {
    const { amount } = this.known(reference);
    this.set(reference, {
      kind: 'succeeded',
      providerRef: refOf(reference),
      amount: received.amount ?? amount.amount,
      currency: received.currency ?? amount.currency,
      fee: received.fee ?? null,
    });
  }

  fail(reference: string, code: string): void {
    this.set(reference, { kind: 'failed', code, message: null });
  }

  expire(reference: string): void {
    this.set(reference, { kind: 'expired' });
  }

  forget(reference: string): void {
    this.operations.delete(reference);
  }

  goDown(): void {
    this.isDown = true;
  }

  comeBack(): void {
    this.isDown = false;
  }

  private receive(request: CollectionRequest | ProviderRefundRequest): CallOutcome {
    this.requests.push(request);
    const { next } = this;
    this.next = 'answer';
    if (this.isDown) return { kind: 'ambiguous', reason: 'down' };
    if (next !== 'answer' && (next.kind === 'rejected' || next.kind === 'ambiguous')) return next;
    const { reference, amount } = request;
    if (!this.operations.has(reference)) {
      this.operations.set(reference, { amount, status: { kind: 'pending', providerRef: refOf(reference) } });
    }
    if (next !== 'answer' && next.kind === 'recorded_without_answer')
      return { kind: 'ambiguous', reason: 'time-out' };
    return { kind: 'accepted', providerRef: refOf(reference) };
  }

  private set(reference: string, status: ProviderStatus): void {
    this.known(reference).status = status;
  }

  private known(reference: string): Operation {
    const operation = this.operations.get(reference);
    if (!operation) throw new Error(`Nothing was asked under ${reference}.`);
    return operation;
  }
}

/** An installation with one operator. */
export class FakePaymentProviders extends PaymentProviders {
  constructor(private readonly provider: PaymentProvider) {
    super();
  }

  get(name: string): PaymentProvider {
    if (name !== this.provider.name) throw new ProviderUnknown(name);
    return this.provider;
  }
}

function refOf(reference: string): string {
  return `ref-${reference}`;
}
