import { randomUUID } from 'node:crypto';
import type { FailureCode } from '../operator/behaviour.js';
import type { Operation, OperationStatus } from '../operator/operation.js';
import { scenarioFor } from '../operator/scenario.js';

/** One event on its way to a client. An immutable value, replaced on each change. */
export interface Delivery {
  readonly id: string;
  /** The operation it tells about: deliveries of one operation are attempted one after another. */
  readonly operationKey: string;
  readonly url: string;
  /** The exact text sent, and signed, at every attempt. */
  readonly body: string;
  readonly attempts: number;
  readonly state: 'waiting' | 'delivered' | 'given_up';
  /** When it is attempted next, in milliseconds since the epoch. */
  readonly dueAt: number;
}

interface WebhookEvent {
  readonly id: string;
  readonly type: `${Operation['kind']}.updated`;
  readonly reference: string;
  readonly providerRef: string;
  readonly status: OperationStatus;
  readonly amount: number;
  readonly currency: string;
  readonly failureCode?: FailureCode;
  readonly occurredAt: string;
}

/** References of different kinds of operation are independent. */
export function operationKey({ kind, reference }: Pick<Operation, 'kind' | 'reference'>): string {
  return `${kind}/${reference}`;
}

/** What is sent, in this order, when an operation has changed: by its scenario once, never, twice, or falsely. */
export function announce(operation: Operation, now: number): readonly Delivery[] {
  const { webhook } = scenarioFor(operation.kind, operation.msisdn);
  const event = eventOf(operation, operation.status, operation.failureCode, now);
  switch (webhook) {
    case 'never':
      return [];
    case 'once':
    case 'before_answer':
      return deliver(operation, [event], now);
    case 'twice':
      return deliver(operation, [event, event], now);
    case 'stale_afterwards':
      return deliver(operation, [event, staleEventOf(operation)], now);
  }
}

/** Claims a failure from the moment of acceptance: true at no time, and older than what was already sent. */
function staleEventOf(operation: Operation): WebhookEvent {
  return eventOf(operation, 'failed', 'limit_reached', operation.acceptedAt);
}

function eventOf(
  operation: Operation,
  status: OperationStatus,
  failureCode: FailureCode | null,
  at: number,
): WebhookEvent {
  const { kind, reference, providerRef, amount, currency } = operation;
  return {
    id: randomUUID(),
    type: `${kind}.updated`,
    reference,
    providerRef,
    status,
    amount,
    currency,
    ...(failureCode === null ? {} : { failureCode }),
    occurredAt: new Date(at).toISOString(),
  };
}

function deliver(operation: Operation, events: readonly WebhookEvent[], now: number): readonly Delivery[] {
  const url = operation.callbackUrl;
  if (url === null) return [];
  return events.map((event) => ({
    id: randomUUID(),
    operationKey: operationKey(operation),
    url,
    body: JSON.stringify(event),
    attempts: 0,
    state: 'waiting',
    dueAt: now,
  }));
}
