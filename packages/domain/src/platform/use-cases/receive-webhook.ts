import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { WebhookInbox } from '../ports/webhook-inbox.js';
import type { WebhookReader } from '../ports/webhook-reader.js';

export interface ReceiveWebhookInput {
  readonly provider: string;
  readonly headers: { readonly [name: string]: string };
  readonly rawBody: Uint8Array;
}

/** Takes a webhook over: checked, stored, and looked at later. Sent twice, it is stored once. */
export class ReceiveWebhook {
  constructor(
    private readonly inbox: WebhookInbox,
    private readonly reader: WebhookReader,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws ProviderUnknown; WebhookSignatureInvalid; WebhookUnreadable: then nothing is stored */
  async execute({ provider, headers, rawBody }: ReceiveWebhookInput): Promise<void> {
    const notice = this.reader.read(provider, headers, rawBody);
    await this.inbox.receive({
      ...notice,
      id: this.ids.generate(),
      provider,
      headers,
      rawBody,
      receivedAt: this.clock.now(),
    });
  }
}
