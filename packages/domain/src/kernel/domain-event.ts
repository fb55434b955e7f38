/** JSON as it travels: amounts are decimal strings, instants are ISO 8601. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A fact other contexts may react to, named in the past tense (`order.completed`). It is stored in the
 * outbox by the transaction that made it true, and delivered at least once, in order per aggregate.
 */
export interface DomainEvent {
  /** Also the key by which a handler recognises a second delivery. */
  readonly id: string;
  readonly name: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly occurredAt: Date;
  readonly payload: { readonly [key: string]: Json };
}
