import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  isUuid,
  ProviderUnknown,
  WebhookReader,
  WebhookSignatureInvalid,
  WebhookUnreadable,
  type WebhookNotice,
} from '@2krika/domain';

const PROVIDER = 'sandbox';
/** Seconds a webhook may be under way: longer, and it is somebody sending an old one again. */
const TOLERANCE = 300;

const SUBJECTS: Readonly<Record<string, WebhookNotice['subject']>> = {
  'collection.updated': 'payment',
  'refund.updated': 'refund',
  'payout.updated': 'payout',
};

/** Reads what the sandbox operator sends: hex HMAC-SHA256 over `${timestamp}.${body}`, in `x-sandbox-…` headers. */
export class SandboxWebhookReader extends WebhookReader {
  /** @param now real time in milliseconds: the operator's clock does not follow ours */
  constructor(
    private readonly secret: string,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  read(provider: string, headers: { readonly [name: string]: string }, rawBody: Uint8Array): WebhookNotice {
    if (provider !== PROVIDER) throw new ProviderUnknown(provider);
    const timestamp = headers['x-sandbox-timestamp'] ?? '';
    if (!this.isSigned(timestamp, headers['x-sandbox-signature'] ?? '', rawBody)) {
      throw new WebhookSignatureInvalid(provider);
    }
    const notice = noticeOf(rawBody);
    if (!notice) throw new WebhookUnreadable(provider);
    return notice;
  }

  private isSigned(timestamp: string, signature: string, rawBody: Uint8Array): boolean {
    const age = Math.abs(this.now() / 1_000 - Number(timestamp));
    if (!/^\d{1,12}$/.test(timestamp) || age > TOLERANCE) return false;
    const expected = createHmac('sha256', this.secret).update(`${timestamp}.`).update(rawBody).digest();
    const given = Buffer.from(signature, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

function noticeOf(rawBody: Uint8Array): WebhookNotice | null {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(rawBody).toString('utf8'));
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null) return null;
  const { id, type, reference } = json as Partial<Record<string, unknown>>;
  const subject = typeof type === 'string' ? SUBJECTS[type] : undefined;
  if (!subject || typeof id !== 'string' || !isUuid(id)) return null;
  if (typeof reference !== 'string' || !isUuid(reference)) return null;
  return { eventKey: id, subject, reference };
}
