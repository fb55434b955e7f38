export { ListedPaymentProviders, ListedPayoutProviders } from './providers.js';
export { SandboxClient, type SandboxOptions } from './sandbox/sandbox-client.js';
export { SandboxPaymentProvider } from './sandbox/sandbox-payment-provider.js';
export { SandboxPayoutProvider } from './sandbox/sandbox-payout-provider.js';
export { SandboxWebhookReader } from './sandbox/sandbox-webhook-reader.js';
