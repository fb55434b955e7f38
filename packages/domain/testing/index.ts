export { Barrier, race, until } from './concurrency.js';
export * from './contracts/catalogue/index.js';
export * from './contracts/files/index.js';
export * from './contracts/identity/index.js';
export * from './contracts/kyc/index.js';
export * from './contracts/ledger/index.js';
export * from './contracts/messaging/index.js';
export { factoriesContract, type FactoriesPorts } from './contracts/factories.contract.js';
export { Undo, type Open } from './contracts/open.js';
export * from './contracts/ordering/index.js';
export * from './contracts/payments/index.js';
export * from './contracts/platform/index.js';
export { unitOfWorkContract } from './contracts/unit-of-work.contract.js';
export {
  CounterRepository,
  LabelTaken,
  type Counter,
  type CounterScope,
  type HarnessOptions,
  type OpenHarness,
  type UnitOfWorkHarness,
} from './contracts/unit-of-work/unit-of-work-harness.js';
export * from './factories/catalogue/index.js';
export * from './factories/files/index.js';
export * from './factories/identity/index.js';
export * from './factories/kyc/index.js';
export * from './factories/ledger/index.js';
export * from './factories/messaging/index.js';
export * from './factories/ordering/index.js';
export * from './factories/payments/index.js';
export * from './factories/platform/index.js';
export * from './factories/unique.js';
export * from './fakes/catalogue/index.js';
export { FakeClock } from './fakes/fake-clock.js';
export * from './fakes/files/index.js';
export * from './fakes/identity/index.js';
export { inMemoryScope, inMemoryStorage, type InMemoryScope } from './fakes/in-memory-storage.js';
export { InMemoryDatabase, type InMemoryDatabaseOptions } from './fakes/in-memory/in-memory-database.js';
export { endLeases } from './fakes/in-memory/in-memory-leases.js';
export { type InMemorySession, type InMemoryStore } from './fakes/in-memory/in-memory-session.js';
export { InMemoryTable } from './fakes/in-memory/in-memory-table.js';
export { InMemoryTransaction } from './fakes/in-memory/in-memory-transaction.js';
export { InMemoryUnitOfWork } from './fakes/in-memory/in-memory-unit-of-work.js';
export { type KeyValue, type TableDefinition, type UniqueKey } from './fakes/in-memory/table-definition.js';
export * from './fakes/kyc/index.js';
export * from './fakes/ledger/index.js';
export * from './fakes/messaging/index.js';
export * from './fakes/ordering/index.js';
export * from './fakes/payments/index.js';
export * from './fakes/platform/index.js';
export { SequentialIds } from './fakes/sequential-ids.js';
