import { Transactional, type Within } from '../../kernel/index.js';
import type { AuditEntry } from '../model/audit-entry.js';

/** What privileged people and the system itself did. Nothing in it is ever changed or removed. */
export abstract class AuditLog extends Transactional {
  abstract record(entry: AuditEntry, within?: Within): Promise<void>;

  /** The entries about one thing, newest first, at most `limit`. */
  abstract about(resourceType: string, resourceId: string, limit: number): Promise<readonly AuditEntry[]>;
}
