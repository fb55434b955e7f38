import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SqlChatIntegrity } from './sql-chat-integrity.js';
import { SqlLedgerProof } from './sql-ledger-proof.js';

/** The ports that look whether everything is as it should be. */
export function sqlIntegrity(store: SqlStore) {
  return { ledgerProof: new SqlLedgerProof(store), chatIntegrity: new SqlChatIntegrity(store) };
}
