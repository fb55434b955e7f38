import type { Transition } from '../../kernel/index.js';
import type { PostingType } from './posting-type.js';

export const WITHDRAWAL_STATES = [
  'requested',
  'pending_approval',
  'approved',
  'processing',
  'unknown',
  'paid',
  'failed',
  'rejected',
  'cancelled',
  'returned',
] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

export type WithdrawalEvent =
  | 'auto_approve'
  | 'hold'
  | 'approve'
  | 'reject'
  | 'cancel'
  | 'send'
  | 'ambiguous'
  | 'confirmed'
  | 'declined'
  | 'returned';

export type WithdrawalRole = 'seller' | 'staff' | 'system';

export interface WithdrawalTransition extends Transition<WithdrawalState, WithdrawalEvent, WithdrawalRole> {
  /** The posting of the same transaction; null when no money moves. T9 goes with the request itself. */
  readonly posts: Extract<PostingType, 'T10' | 'T11' | 'T12'> | null;
}

/**
 * The lifecycle of a withdrawal, version 1. Once it was sent, only the provider ends it: a withdrawal that is
 * given up after a time-out and sent again under another key is paid twice. What was paid can still come back.
 */
export const WITHDRAWAL_PROCESS = [
  { event: 'auto_approve', from: ['requested'], to: 'approved', by: ['system'], posts: null },
  { event: 'hold', from: ['requested'], to: 'pending_approval', by: ['system'], posts: null },
  { event: 'approve', from: ['pending_approval'], to: 'approved', by: ['staff'], posts: null },
  { event: 'reject', from: ['requested', 'pending_approval'], to: 'rejected', by: ['staff'], posts: 'T11' },
  {
    event: 'cancel',
    from: ['requested', 'pending_approval', 'approved'],
    to: 'cancelled',
    by: ['seller'],
    posts: 'T11',
  },
  { event: 'send', from: ['approved'], to: 'processing', by: ['system'], posts: null },
  { event: 'ambiguous', from: ['processing'], to: 'unknown', by: ['system'], posts: null },
  { event: 'confirmed', from: ['processing', 'unknown'], to: 'paid', by: ['system'], posts: 'T10' },
  { event: 'declined', from: ['processing', 'unknown'], to: 'failed', by: ['system'], posts: 'T11' },
  { event: 'returned', from: ['paid'], to: 'returned', by: ['system', 'staff'], posts: 'T12' },
] as const satisfies readonly WithdrawalTransition[];

/** In these states the money is in transit, and its owner has no second withdrawal. */
export const OPEN_WITHDRAWAL_STATES: readonly WithdrawalState[] = [
  'requested',
  'pending_approval',
  'approved',
  'processing',
  'unknown',
];

/** In these the money is the seller's again. */
export const GIVEN_BACK_WITHDRAWAL_STATES: readonly WithdrawalState[] = [
  'failed',
  'rejected',
  'cancelled',
  'returned',
];

/** In these the provider may have paid or may still pay, so the float must cover it. */
export const SENT_WITHDRAWAL_STATES: readonly WithdrawalState[] = ['processing', 'unknown'];

/** In these the provider said how it ended. */
export const ENDED_BY_PROVIDER: readonly WithdrawalState[] = ['paid', 'failed', 'returned'];
