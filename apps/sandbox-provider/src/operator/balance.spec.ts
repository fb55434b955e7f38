import { balancesOf } from './balance.js';
import type { Collection, OperationStatus, Payout, Refund } from './operation.js';

const COMMON = {
  providerRef: 'p',
  amount: 1_000,
  currency: 'XAF',
  channel: 'mtn_cm',
  msisdn: '237670000001',
  fee: 0,
  failureCode: null,
  callbackUrl: null,
  acceptedAt: 0,
  completedAt: null,
  dueAt: null,
} as const;
const REQUEST = { amount: 1_000, currency: 'XAF', channel: 'mtn_cm', msisdn: '237670000001' } as const;
const CALLBACK = 'http://127.0.0.1/webhooks';

function collection(status: OperationStatus, fee = 0): Collection {
  const request = { ...REQUEST, reference: 'c', description: 'Order 1', callbackUrl: CALLBACK };
  return { ...COMMON, kind: 'collection', reference: 'c', request, status, fee };
}

function refund(status: OperationStatus): Refund {
  const request = { reference: 'r', collectionReference: 'c', amount: 1_000 };
  return { ...COMMON, kind: 'refund', reference: 'r', request, status };
}

function payout(status: OperationStatus): Payout {
  const request = { ...REQUEST, reference: 'p', name: 'Aïcha Ngo' };
  return { ...COMMON, kind: 'payout', reference: 'p', request, status };
}

describe('the balance', () => {
  it.each([
    ['a pending collection', collection('pending'), 0, 5_000],
    ['a failed collection', collection('failed'), 0, 5_000],
    ['a successful collection', collection('successful'), 1_000, 5_000],
    ['a successful collection less the fee', collection('successful', 15), 985, 5_000],
    ['a pending refund', refund('pending'), -1_000, 5_000],
    ['a successful refund', refund('successful'), -1_000, 5_000],
    ['a failed refund', refund('failed'), 0, 5_000],
    ['a pending payout', payout('pending'), 0, 4_000],
    ['a successful payout', payout('successful'), 0, 4_000],
    ['a failed payout', payout('failed'), 0, 5_000],
    ['a returned payout', payout('returned'), 0, 5_000],
  ])('counts %s', (_what, operation, collected, disbursement) => {
    expect(balancesOf([operation], 5_000)).toEqual([
      { currency: 'XAF', collection: collected, disbursement },
      { currency: 'XOF', collection: 0, disbursement: 5_000 },
    ]);
  });
});
