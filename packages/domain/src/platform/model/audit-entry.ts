import type { Json } from '../../kernel/index.js';

/** One privileged act. */
export interface AuditEntry {
  readonly actorId: string | null;
  readonly actorKind: 'user' | 'staff' | 'system' | 'provider';
  /** `resource:action`, as the permission that allowed it. */
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  /** What changed, with personal data masked. */
  readonly diff: { readonly [key: string]: Json };
  readonly reason: string | null;
  readonly at: Date;
}
