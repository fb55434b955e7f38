import {
  PaymentProvider,
  type CallOutcome,
  type CollectionRequest,
  type ProviderRefundRequest,
  type ProviderStatus,
} from '@2krika/domain';
import { moneyFields, msisdnField, type Operation, type SandboxClient } from './sandbox-client.js';

/** Collects and refunds through the sandbox operator. */
export class SandboxPaymentProvider extends PaymentProvider {
  readonly name = 'sandbox';

  constructor(private readonly client: SandboxClient) {
    super();
  }

  initiate({ reference, amount, channel, msisdn, description }: CollectionRequest): Promise<CallOutcome> {
    return this.client.post('collections', {
      reference,
      ...moneyFields(amount),
      channel,
      msisdn: msisdnField(msisdn),
      description,
      callbackUrl: this.client.callbackUrl,
    });
  }

  async fetchStatus(reference: string): Promise<ProviderStatus> {
    return statusOf(await this.client.get('collections', reference));
  }

  refund({ reference, collectionReference, amount }: ProviderRefundRequest): Promise<CallOutcome> {
    return this.client.post('refunds', { reference, collectionReference, amount: Number(amount.amount) });
  }

  async fetchRefundStatus(reference: string): Promise<ProviderStatus> {
    return statusOf(await this.client.get('refunds', reference));
  }
}

function statusOf(operation: Operation | null): ProviderStatus {
  if (!operation) return { kind: 'absent' };
  const { providerRef, amount, currency, fee, failureCode, failureMessage } = operation;
  switch (operation.status) {
    case 'pending':
      return { kind: 'pending', providerRef };
    case 'successful':
      return { kind: 'succeeded', providerRef, amount, currency, fee };
    case 'expired':
      return { kind: 'expired' };
    case 'failed':
    case 'returned':
      return { kind: 'failed', code: failureCode ?? operation.status, message: failureMessage };
  }
}
