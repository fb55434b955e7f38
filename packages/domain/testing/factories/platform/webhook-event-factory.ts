import type { WebhookEvent } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A webhook that says a payment nobody else heard of has news. */
export function aWebhookEvent(overrides: Partial<WebhookEvent> = {}): WebhookEvent {
  return {
    id: anId(),
    provider: 'sandbox',
    eventKey: anId(),
    subject: 'payment',
    reference: anId(),
    headers: { 'content-type': 'application/json' },
    rawBody: new Uint8Array([0, 123, 125, 255]),
    receivedAt: TEST_EPOCH,
    ...overrides,
  };
}
