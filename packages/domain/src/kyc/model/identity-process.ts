import type { Transition } from '../../kernel/index.js';

export const IDENTITY_STATES = [
  'draft',
  'submitted',
  'in_review',
  'approved',
  'resubmission_requested',
  'rejected',
  'withdrawn',
  'abandoned',
  'expired',
  'superseded',
] as const;
export type IdentityState = (typeof IDENTITY_STATES)[number];

export type IdentityEvent =
  | 'submit'
  | 'withdraw'
  | 'abandon_draft'
  | 'claim'
  | 'release_claim'
  | 'endorse'
  | 'approve'
  | 'request_resubmission'
  | 'reject'
  | 'expire_approval'
  | 'supersede';

/** Those events that happen by themselves: what is armed for an identity is one of these. */
export type IdentityDeadline = Extract<IdentityEvent, 'abandon_draft' | 'release_claim' | 'expire_approval'>;

export type IdentityRole = 'owner' | 'staff' | 'system';

export interface IdentityTransition extends Transition<IdentityState, IdentityEvent, IdentityRole> {
  /** The event told to the world; null when nobody has to know. */
  readonly announces: string | null;
}

/**
 * The lifecycle of one attempt to prove who one is, version 1. An attempt that ended stays as it is: whoever tries
 * again does so in another one. Who reviews an attempt claims it first, or decides at once while nobody has.
 */
export const IDENTITY_PROCESS = [
  { event: 'submit', from: ['draft'], to: 'submitted', by: ['owner'], announces: 'kyc.submitted' },
  {
    event: 'withdraw',
    from: ['draft', 'submitted', 'in_review'],
    to: 'withdrawn',
    by: ['owner'],
    announces: null,
  },
  { event: 'abandon_draft', from: ['draft'], to: 'abandoned', by: ['system'], announces: null },
  { event: 'claim', from: ['submitted', 'in_review'], to: 'in_review', by: ['staff'], announces: null },
  {
    event: 'release_claim',
    from: ['in_review'],
    to: 'submitted',
    by: ['staff', 'system'],
    announces: null,
  },
  { event: 'endorse', from: ['submitted', 'in_review'], to: 'submitted', by: ['staff'], announces: null },
  {
    event: 'approve',
    from: ['submitted', 'in_review'],
    to: 'approved',
    by: ['staff'],
    announces: 'kyc.approved',
  },
  {
    event: 'request_resubmission',
    from: ['submitted', 'in_review'],
    to: 'resubmission_requested',
    by: ['staff'],
    announces: 'kyc.resubmission_requested',
  },
  {
    event: 'reject',
    from: ['submitted', 'in_review'],
    to: 'rejected',
    by: ['staff'],
    announces: 'kyc.rejected',
  },
  {
    event: 'expire_approval',
    from: ['approved'],
    to: 'expired',
    by: ['system'],
    announces: 'kyc.expired',
  },
  { event: 'supersede', from: ['approved'], to: 'superseded', by: ['system'], announces: null },
] as const satisfies readonly IdentityTransition[];

/** In these an attempt may still lead to an approval, and its owner has no second one. */
export const OPEN_IDENTITY_STATES: readonly IdentityState[] = ['draft', 'submitted', 'in_review'];

/** In these somebody decided on it. */
export const DECIDED_IDENTITY_STATES: readonly IdentityState[] = [
  'approved',
  'resubmission_requested',
  'rejected',
  'expired',
  'superseded',
];

/** In these somebody decided against it. */
export const REFUSED_IDENTITY_STATES: readonly IdentityState[] = ['resubmission_requested', 'rejected'];
