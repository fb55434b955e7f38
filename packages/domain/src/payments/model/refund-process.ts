import type { Transition } from '../../kernel/index.js';

export const REFUND_STATES = [
  'requested',
  'rejected',
  'approved',
  'processing',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export type RefundEvent =
  | 'approve'
  | 'reject'
  | 'send'
  | 'send_again'
  | 'ambiguous'
  | 'confirmed'
  | 'declined'
  | 'try_next_rail'
  | 'cancel';

/** The lifecycle of a refund, version 1. Approval moves the money out of escrow or earnings; the rail only carries it. */
export const REFUND_PROCESS = [
  { event: 'approve', from: ['requested'], to: 'approved', by: ['staff', 'system'] },
  { event: 'reject', from: ['requested'], to: 'rejected', by: ['staff'] },
  { event: 'send', from: ['approved', 'processing'], to: 'processing', by: ['system'] },
  { event: 'send_again', from: ['processing', 'unknown'], to: 'approved', by: ['system'] },
  { event: 'ambiguous', from: ['processing'], to: 'unknown', by: ['system'] },
  { event: 'confirmed', from: ['processing', 'unknown'], to: 'succeeded', by: ['system'] },
  { event: 'try_next_rail', from: ['processing', 'unknown'], to: 'approved', by: ['system'] },
  { event: 'declined', from: ['processing', 'unknown'], to: 'failed', by: ['system'] },
  { event: 'cancel', from: ['approved'], to: 'cancelled', by: ['staff'] },
] as const satisfies readonly Transition<RefundState, RefundEvent, 'staff' | 'system'>[];
