import { createHmac } from 'node:crypto';

export const TIMESTAMP_HEADER = 'x-sandbox-timestamp';
export const SIGNATURE_HEADER = 'x-sandbox-signature';

/**
 * Hex HMAC-SHA256 of `${timestamp}.${body}`. The time is part of it, so that an old request cannot be sent
 * again as a new one.
 *
 * @param timestamp unix seconds of the attempt
 * @param body the raw text of the request
 */
export function webhookSignature(secret: string, timestamp: number, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
