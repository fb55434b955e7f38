import type { Transition } from '../../kernel/index.js';

export const SERVICE_STATUSES = [
  'draft',
  'pending_review',
  'active',
  'rejected',
  'paused',
  'suspended',
  'archived',
] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

export type ServiceEvent =
  'submit' | 'approve' | 'reject' | 'pause' | 'resume' | 'suspend' | 'reinstate' | 'archive' | 'restore';

/** Who may cause an event: the seller it belongs to, staff that moderates, or a rule of the business. */
export type ServiceRole = 'owner' | 'staff' | 'system';

/**
 * A condition beyond status and role: it has an image, its category is active and so is its owner; no order of
 * it waits for its payment.
 */
export type ServiceGuard = 'publishable' | 'no_payment_under_way';

export interface ServiceTransition extends Transition<ServiceStatus, ServiceEvent, ServiceRole> {
  readonly guard?: ServiceGuard;
  /** Whether the seller is owed a reason. */
  readonly isExplained?: true;
  /** The event told to the world. */
  readonly announces: string;
}

/**
 * The lifecycle of a service, version 1. A service is born a `draft`. Whatever leads to `active` checks again
 * that it may be published: its category or its owner may have changed since.
 */
export const SERVICE_PROCESS: readonly ServiceTransition[] = [
  {
    event: 'submit',
    from: ['draft', 'rejected'],
    to: 'pending_review',
    by: ['owner'],
    guard: 'publishable',
    announces: 'service.submitted',
  },
  {
    event: 'approve',
    from: ['pending_review'],
    to: 'active',
    by: ['staff', 'system'],
    guard: 'publishable',
    announces: 'service.published',
  },
  {
    event: 'reject',
    from: ['pending_review'],
    to: 'rejected',
    by: ['staff'],
    isExplained: true,
    announces: 'service.rejected',
  },
  { event: 'pause', from: ['active'], to: 'paused', by: ['owner'], announces: 'service.paused' },
  {
    event: 'resume',
    from: ['paused'],
    to: 'active',
    by: ['owner'],
    guard: 'publishable',
    announces: 'service.published',
  },
  {
    event: 'suspend',
    from: ['active', 'paused'],
    to: 'suspended',
    by: ['staff'],
    isExplained: true,
    announces: 'service.suspended',
  },
  {
    event: 'reinstate',
    from: ['suspended'],
    to: 'active',
    by: ['staff'],
    guard: 'publishable',
    announces: 'service.published',
  },
  {
    event: 'archive',
    from: ['draft', 'active', 'paused', 'rejected'],
    to: 'archived',
    by: ['owner'],
    guard: 'no_payment_under_way',
    announces: 'service.archived',
  },
  {
    event: 'restore',
    from: ['archived'],
    to: 'paused',
    by: ['staff'],
    announces: 'service.restored',
  },
];

/** In these its seller may change it. While it is looked at, or taken away, nobody does. */
export const EDITABLE_STATUSES: readonly ServiceStatus[] = ['draft', 'rejected', 'active', 'paused'];

/** In these it was approved as it is. */
export const APPROVED_STATUSES: readonly ServiceStatus[] = ['active', 'paused'];
