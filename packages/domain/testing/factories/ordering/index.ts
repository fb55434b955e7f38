export * from './order-factory.js';
export * from './stored-order.js';
