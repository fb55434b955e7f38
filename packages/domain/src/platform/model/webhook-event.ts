import { DomainError, type Id } from '../../kernel/index.js';

export type WebhookEventId = Id<'webhook-event'>;

/** What a provider says has news. It is a hint and never believed: whoever reacts asks the provider itself. */
export interface WebhookNotice {
  /** The provider's id of the event, else a digest of its body: the second of a pair is recognised by it. */
  readonly eventKey: string;
  readonly subject: 'payment' | 'refund' | 'payout';
  /** The key we gave the provider when we asked for the money to move. */
  readonly reference: string;
}

/** A webhook as it arrived. */
export interface WebhookEvent extends WebhookNotice {
  readonly id: WebhookEventId;
  readonly provider: string;
  readonly headers: { readonly [name: string]: string };
  readonly rawBody: Uint8Array;
  readonly receivedAt: Date;
}

/** The signature is missing, wrong, or too old. */
export class WebhookSignatureInvalid extends DomainError {
  readonly code = 'webhook.signature_invalid';
  readonly kind = 'unauthenticated';

  constructor(provider: string) {
    super('The signature of this webhook is not valid.', { provider });
  }
}

/** We never heard of this provider. */
export class ProviderUnknown extends DomainError {
  readonly code = 'webhook.provider_unknown';
  readonly kind = 'not_found';

  constructor(provider: string) {
    super('There is no such provider.', { provider });
  }
}

/** The signature is right and the body makes no sense. */
export class WebhookUnreadable extends DomainError {
  readonly code = 'webhook.unreadable';
  readonly kind = 'invalid';

  constructor(provider: string) {
    super('This webhook cannot be read.', { provider });
  }
}
