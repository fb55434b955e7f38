import type { Id } from '../../kernel/index.js';
import { MessageTooShort } from './order-errors.js';

/** What a seller hands over. */
export interface DeliveryContent {
  readonly id: Id<'delivery'>;
  readonly message: string;
  readonly linkUrls: readonly string[];
  readonly uploadIds: readonly Id<'upload'>[];
}

export interface Delivery extends DeliveryContent {
  /** From 1. */
  readonly number: number;
  readonly submittedAt: Date;
  readonly state: 'submitted' | 'accepted' | 'revision_requested' | 'superseded';
  /** What the customer wants changed. */
  readonly revisionMessage: string | null;
}

/** A delivery without a file or link is text, and must be long enough to be one. */
const MIN_TEXT = 20;

/** Adds a delivery; one the customer has not answered yet is superseded. @throws MessageTooShort */
export function deliver(
  deliveries: readonly Delivery[],
  content: DeliveryContent,
  now: Date,
): readonly Delivery[] {
  const isTextOnly = content.linkUrls.length === 0 && content.uploadIds.length === 0;
  if (isTextOnly && [...content.message.trim()].length < MIN_TEXT) throw new MessageTooShort(MIN_TEXT);
  return [
    ...deliveries.map((delivery) =>
      delivery.state === 'submitted' ? { ...delivery, state: 'superseded' as const } : delivery,
    ),
    {
      ...content,
      number: deliveries.length + 1,
      submittedAt: now,
      state: 'submitted',
      revisionMessage: null,
    },
  ];
}

/** Marks the delivery under review as sent back. */
export function requestRevision(deliveries: readonly Delivery[], message: string): readonly Delivery[] {
  return deliveries.map((delivery) =>
    delivery.state === 'submitted'
      ? { ...delivery, state: 'revision_requested' as const, revisionMessage: message }
      : delivery,
  );
}
