import type { WebhookNotice } from '../model/webhook-event.js';

/** Checks and reads what a provider sends. */
export abstract class WebhookReader {
  /**
   * @param headers with lower-case names
   * @param rawBody the bytes as they arrived: the signature is over them
   * @throws ProviderUnknown; WebhookSignatureInvalid; WebhookUnreadable
   */
  abstract read(
    provider: string,
    headers: { readonly [name: string]: string },
    rawBody: Uint8Array,
  ): WebhookNotice;
}
