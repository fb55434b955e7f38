import type { CallOutcome, CollectionRequest } from '@2krika/domain';
import { paymentProviderContract } from '../../contracts/payments/payment-provider.contract.js';
import { FakePaymentProvider } from './fake-payment-provider.js';

const PAYERS = { confirming: '+237670000001', broke: '+237670009901', refused: '+237670009910' };

/** A fake told by the payer's number what to do, as the suite expects of an operator. */
class ScriptedPaymentProvider extends FakePaymentProvider {
  override initiate(request: CollectionRequest): Promise<CallOutcome> {
    if (request.msisdn === PAYERS.refused) {
      this.answerNextWith({ kind: 'rejected', code: 'number_refused', message: 'Refused.' });
    }
    return super.initiate(request);
  }
}

paymentProviderContract(() => {
  const provider = new ScriptedPaymentProvider();
  return Promise.resolve({
    provider,
    payers: PAYERS,
    settle: async () => {
      for (const request of provider.requests) {
        const status = await provider.fetchStatus(request.reference);
        if (status.kind !== 'pending') continue;
        if ('msisdn' in request && request.msisdn === PAYERS.broke)
          provider.fail(request.reference, 'insufficient_funds');
        else provider.succeed(request.reference);
      }
    },
  });
});
