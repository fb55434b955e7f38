export * from './payment-factory.js';
export * from './refund-factory.js';
