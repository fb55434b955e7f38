import type { Receipt } from './behaviour.js';
import { channelOf, type Currency } from './channel.js';
import type { Collection, Operation } from './operation.js';
import { scenarioFor } from './scenario.js';

export interface OperatorSettings {
  /** Milliseconds from acceptance to the final status, and from a payout's success to its return. */
  readonly delayMs: number;
  /** The same for numbers that choose `slow`. */
  readonly slowMs: number;
  /** What the operator keeps of each collection, in basis points, rounded up to a franc. */
  readonly feeBps: number;
  /** What the disbursement wallet holds at first, in francs of each currency. */
  readonly startingFloat: number;
}

/** The money that really arrived. */
interface Received {
  readonly amount: number;
  readonly currency: Currency;
}

/** When an operation accepted now becomes final. */
export function firstDueAt(operation: Operation, settings: OperatorSettings, now: number): number {
  const { pace, webhook } = scenarioFor(operation.kind, operation.msisdn);
  if (webhook === 'before_answer') return now;
  return now + (pace === 'slow' ? settings.slowMs : settings.delayMs);
}

/** The operation after its next change. Call it only for one that has a `dueAt`. */
export function advance(operation: Operation, settings: OperatorSettings, now: number): Operation {
  const { outcome } = scenarioFor(operation.kind, operation.msisdn);
  const changed = { ...operation, completedAt: now, dueAt: null };
  if (operation.status === 'successful') return { ...changed, status: 'returned' };
  switch (outcome.status) {
    case 'failed':
      return { ...changed, status: 'failed', failureCode: outcome.failureCode };
    case 'expired':
      return { ...changed, status: 'expired' };
    case 'successful':
      return succeed(operation, settings, now);
    case 'returned':
      return { ...succeed(operation, settings, now), dueAt: now + settings.delayMs };
  }
}

/** The operation once its money has moved, whatever was said of it before. */
export function succeed(operation: Operation, settings: OperatorSettings, now: number): Operation {
  const changed = {
    ...operation,
    status: 'successful',
    failureCode: null,
    completedAt: now,
    dueAt: null,
  } as const;
  if (changed.kind !== 'collection') return changed;
  const { receipt } = scenarioFor('collection', operation.msisdn);
  const received = receive(receipt, changed);
  return { ...changed, ...received, fee: Math.ceil((received.amount * settings.feeBps) / 10_000) };
}

function receive(receipt: Receipt, { amount, currency, channel }: Collection): Received {
  switch (receipt) {
    case 'as_asked':
      return { amount, currency };
    case 'half': {
      // A multiple of the step, so that it can be given back.
      const { step } = channelOf(channel, 'in');
      return { amount: Math.floor(amount / 2 / step) * step, currency };
    }
    case 'double':
      return { amount: amount * 2, currency };
    case 'other_currency':
      return { amount, currency: currency === 'XAF' ? 'XOF' : 'XAF' };
  }
}
