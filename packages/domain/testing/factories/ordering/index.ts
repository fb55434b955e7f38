export * from './bare-order-factory.js';
export * from './create-order.js';
export * from './create-withdrawal.js';
export * from './order-factory.js';
export * from './order-story.js';
export * from './order-use-cases.js';
