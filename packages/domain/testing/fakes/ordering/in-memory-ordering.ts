import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryChatIntegrity } from './in-memory-chat-integrity.js';
import { InMemoryLedgerProof } from './in-memory-ledger-proof.js';
import { InMemoryOrderRepository } from './in-memory-order-repository.js';
import { InMemoryOrderViews } from './in-memory-order-views.js';
import { InMemoryPendingPayments } from './in-memory-pending-payments.js';

/** The transactional ports of ordering. */
export function inMemoryOrdering(store: InMemoryStore) {
  return { orders: new InMemoryOrderRepository(store), pendingPayments: new InMemoryPendingPayments(store) };
}

/** The reading ports of ordering. */
export function inMemoryOrderViews(store: InMemoryStore) {
  return { orderViews: new InMemoryOrderViews(store) };
}

/** The ports that look whether everything is as it should be. */
export function inMemoryIntegrity(store: InMemoryStore) {
  return { ledgerProof: new InMemoryLedgerProof(store), chatIntegrity: new InMemoryChatIntegrity(store) };
}
