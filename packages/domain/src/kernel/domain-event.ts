/** JSON as it travels: amounts are decimal strings, instants are ISO 8601. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A fact other contexts may react to, named in the past tense (`order.completed`). The transaction that makes
 * it true publishes it to the outbox; it is delivered at least once, in order per aggregate.
 */
export interface DomainEvent {
  readonly name: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly payload: { readonly [key: string]: Json };
}
