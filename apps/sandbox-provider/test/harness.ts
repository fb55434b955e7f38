import { createSandboxProvider, type SandboxProvider, type SandboxProviderOptions } from '../src/index.js';
import { API_KEY, SandboxClient, WEBHOOK_SECRET } from './sandbox-client.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

export interface Harness {
  readonly provider: SandboxProvider;
  readonly url: string;
  readonly client: SandboxClient;
  readonly receiver: WebhookReceiver;
  stop(): Promise<void>;
}

/** A sandbox on a real port in which nothing moves by itself within a test: `settle` makes it move. */
export async function startHarness(options: Partial<SandboxProviderOptions> = {}): Promise<Harness> {
  const receiver = await startWebhookReceiver();
  const provider = createSandboxProvider({
    apiKey: API_KEY,
    webhookSecret: WEBHOOK_SECRET,
    delayMs: 3_600_000,
    ...options,
  });
  const url = await provider.start();
  return {
    provider,
    url,
    client: new SandboxClient(url, receiver.url),
    receiver,
    stop: async () => {
      await provider.stop();
      await receiver.close();
    },
  };
}
