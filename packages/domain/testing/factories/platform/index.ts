export * from './counted-query-factory.js';
export * from './deadline-factory.js';
export * from './fee-rule-factory.js';
export * from './payment-channel-factory.js';
export * from './webhook-event-factory.js';
