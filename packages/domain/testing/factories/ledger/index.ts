export * from './earned-money.js';
export * from './earning-factory.js';
export * from './every-posting.js';
export * from './payout-method-factory.js';
export * from './withdrawal-factory.js';
