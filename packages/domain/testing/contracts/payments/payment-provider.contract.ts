import { Money, type CollectionRequest, type PaymentProvider } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId } from '../../factories/unique.js';

export interface PaymentProviderHarness {
  readonly provider: PaymentProvider;
  /** Where a payer who confirms, one who has no money, and one the operator refuses at once are reached. */
  readonly payers: { readonly confirming: string; readonly broke: string; readonly refused: string };
  /** Makes everything that is under way final. */
  settle(): Promise<void>;
}

export function paymentProviderContract(open: () => Promise<PaymentProviderHarness>): void {
  describe('PaymentProvider', () => {
    let harness: PaymentProviderHarness;
    let provider: PaymentProvider;

    beforeEach(async () => {
      harness = await open();
      ({ provider } = harness);
    });

    function aRequest(overrides: Partial<CollectionRequest> = {}): CollectionRequest {
      return {
        reference: anId(),
        amount: Money.of(50_500n, 'XAF'),
        channel: 'mtn_cm',
        msisdn: harness.payers.confirming,
        description: '2KRIKA',
        ...overrides,
      };
    }

    async function collected() {
      const request = aRequest();
      await provider.initiate(request);
      await harness.settle();
      return request;
    }

    it('knows nothing of a reference nobody used', async () => {
      expect(await provider.fetchStatus(anId())).toEqual({ kind: 'absent' });
      expect(await provider.fetchRefundStatus(anId())).toEqual({ kind: 'absent' });
    });

    it('takes a collection over, waits for the payer, and tells what came', async () => {
      const request = aRequest();
      const outcome = await provider.initiate(request);
      expect(outcome).toEqual({ kind: 'accepted', providerRef: expect.any(String) as string });
      expect((await provider.fetchStatus(request.reference)).kind).toBe('pending');
      await harness.settle();
      expect(await provider.fetchStatus(request.reference)).toMatchObject({
        kind: 'succeeded',
        amount: 50_500n,
        currency: 'XAF',
      });
    });

    it('tells why a payer did not pay', async () => {
      const request = aRequest({ msisdn: harness.payers.broke });
      await provider.initiate(request);
      await harness.settle();
      expect(await provider.fetchStatus(request.reference)).toMatchObject({
        kind: 'failed',
        code: 'insufficient_funds',
      });
    });

    it('refuses at once what it will never do, and keeps nothing of it', async () => {
      const request = aRequest({ msisdn: harness.payers.refused });
      expect((await provider.initiate(request)).kind).toBe('rejected');
      expect(await provider.fetchStatus(request.reference)).toEqual({ kind: 'absent' });
    });

    it('collects once, however often and at once one reference is sent', async () => {
      const request = aRequest();
      const { won } = await race(20, () => provider.initiate(request));
      const accepted = won.filter((outcome) => outcome.kind === 'accepted');
      expect(accepted).toHaveLength(20);
      expect(new Set(accepted.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    });

    it('gives back part of what it collected', async () => {
      const { reference } = await collected();
      const refund = { reference: anId(), collectionReference: reference, amount: Money.of(10_000n, 'XAF') };
      expect((await provider.refund(refund)).kind).toBe('accepted');
      await harness.settle();
      expect(await provider.fetchRefundStatus(refund.reference)).toMatchObject({
        kind: 'succeeded',
        amount: 10_000n,
      });
    });
  });
}
