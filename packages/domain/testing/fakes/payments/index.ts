export * from './fake-payment-provider.js';
