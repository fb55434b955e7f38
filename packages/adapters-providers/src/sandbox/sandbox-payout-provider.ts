import { PayoutProvider, type PayoutOutcome, type PayoutRequest, type PayoutStatus } from '@2krika/domain';
import { moneyFields, msisdnField, type SandboxClient } from './sandbox-client.js';

/** Pays through the sandbox operator. */
export class SandboxPayoutProvider extends PayoutProvider {
  readonly name = 'sandbox';

  constructor(private readonly client: SandboxClient) {
    super();
  }

  initiate({ reference, amount, channel, msisdn, description }: PayoutRequest): Promise<PayoutOutcome> {
    return this.client.post('payouts', {
      reference,
      ...moneyFields(amount),
      channel,
      msisdn: msisdnField(msisdn),
      name: description,
      callbackUrl: this.client.callbackUrl,
    });
  }

  async fetchStatus(reference: string): Promise<PayoutStatus> {
    const operation = await this.client.get('payouts', reference);
    if (!operation) return { kind: 'absent' };
    const { providerRef, amount, currency, fee, failureCode, failureMessage } = operation;
    switch (operation.status) {
      case 'pending':
        return { kind: 'pending' };
      case 'successful':
        return { kind: 'succeeded', providerRef, amount, currency, fee };
      case 'returned':
        return { kind: 'returned', providerRef, amount, currency, fee };
      case 'failed':
      case 'expired':
        return { kind: 'failed', code: failureCode ?? operation.status, message: failureMessage };
    }
  }
}
