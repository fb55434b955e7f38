import type { Transition } from '../../kernel/index.js';

export const PAYMENT_STATES = [
  'initiated',
  'pending',
  'requires_action',
  'unknown',
  'captured',
  'failed',
  'expired',
  'cancelled',
  'captured_late',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export type PaymentEvent =
  | 'provider_accepted'
  | 'provider_action'
  | 'ambiguous'
  | 'confirmed'
  | 'declined'
  | 'expire'
  | 'cancel'
  | 'confirmed_late'
  | 'allocate';

/**
 * The lifecycle of a payment, version 1. A provider may tell the end before it has answered the beginning, so
 * `initiated` can be confirmed and declined. Whatever counted as over can still be confirmed, late: an
 * operator's success is money received, whenever it comes; and an order that still waits can take it.
 */
export const PAYMENT_PROCESS = [
  { event: 'provider_accepted', from: ['initiated', 'unknown'], to: 'pending', by: ['system'] },
  { event: 'provider_action', from: ['initiated', 'unknown'], to: 'requires_action', by: ['system'] },
  { event: 'ambiguous', from: ['initiated', 'pending', 'requires_action'], to: 'unknown', by: ['system'] },
  {
    event: 'confirmed',
    from: ['initiated', 'pending', 'requires_action', 'unknown'],
    to: 'captured',
    by: ['system'],
  },
  {
    event: 'declined',
    from: ['initiated', 'pending', 'requires_action', 'unknown'],
    to: 'failed',
    by: ['system'],
  },
  {
    event: 'expire',
    from: ['initiated', 'pending', 'requires_action', 'unknown'],
    to: 'expired',
    by: ['system'],
  },
  { event: 'cancel', from: ['initiated'], to: 'cancelled', by: ['customer', 'system'] },
  { event: 'confirmed_late', from: ['failed', 'expired', 'cancelled'], to: 'captured_late', by: ['system'] },
  { event: 'allocate', from: ['captured_late'], to: 'captured', by: ['system'] },
] as const satisfies readonly Transition<PaymentState, PaymentEvent, 'customer' | 'system'>[];

/** In these states a payment may still bring its money, so the order has no room for another one. */
export const LIVE_PAYMENT_STATES: readonly PaymentState[] = [
  'initiated',
  'pending',
  'requires_action',
  'unknown',
];
