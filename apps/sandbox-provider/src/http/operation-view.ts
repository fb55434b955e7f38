import { FAILURES } from '../operator/behaviour.js';
import type { Operation } from '../operator/operation.js';

/** An operation as clients see it. Absent fields are not known yet. */
export function operationView(operation: Operation) {
  const { reference, providerRef, status, amount, currency, channel, msisdn } = operation;
  const { kind, fee, failureCode, acceptedAt, completedAt } = operation;
  return {
    reference,
    providerRef,
    status,
    amount,
    currency,
    channel,
    msisdn,
    ...(kind === 'refund' && { collectionReference: operation.request.collectionReference }),
    ...(kind === 'collection' && status === 'successful' && { fee }),
    ...(failureCode !== null && { failureCode, failureMessage: FAILURES[failureCode] }),
    acceptedAt: new Date(acceptedAt).toISOString(),
    ...(completedAt !== null && { completedAt: new Date(completedAt).toISOString() }),
  };
}
