export * from './payment-provider.contract.js';
