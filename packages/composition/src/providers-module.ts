import {
  ListedPaymentProviders,
  ListedPayoutProviders,
  SandboxClient,
  SandboxPaymentProvider,
  SandboxPayoutProvider,
  SandboxWebhookReader,
} from '@2krika/adapters-providers';
import { PaymentProviders, PayoutProviders, WebhookReader } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from './config.js';

/** Where a provider's webhooks arrive, below the public address of the API. */
export const WEBHOOK_PATH = '/v1/webhooks/payments';

/** Binds the providers money moves through. */
export function providersModule({ sandbox, publicUrl }: Config): ContainerModule {
  return new ContainerModule(({ bind }) => {
    const callbackUrl = new URL(`${WEBHOOK_PATH}/sandbox`, publicUrl).href;
    const client = new SandboxClient({ url: sandbox.url, apiKey: sandbox.apiKey, callbackUrl });
    bind(PaymentProviders).toConstantValue(new ListedPaymentProviders([new SandboxPaymentProvider(client)]));
    bind(PayoutProviders).toConstantValue(new ListedPayoutProviders([new SandboxPayoutProvider(client)]));
    bind(WebhookReader).toConstantValue(new SandboxWebhookReader(sandbox.webhookSecret));
  });
}
