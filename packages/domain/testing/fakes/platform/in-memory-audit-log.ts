import { AuditLog, type AuditEntry, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface AuditRow {
  /** Grows with each entry. */
  readonly position: number;
  readonly entry: AuditEntry;
}

const auditLogs = new InMemoryTable<AuditRow>({ name: 'audit-log', key: ({ position }) => position });

let positions = 0;

/** Everything that was recorded, the first first. */
export async function auditEntries(store: InMemoryStore): Promise<readonly AuditEntry[]> {
  const rows = await store.session().all(auditLogs);
  return rows.sort((left, right) => left.position - right.position).map(({ entry }) => entry);
}

export class InMemoryAuditLog extends AuditLog {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async record(entry: AuditEntry, within?: Within) {
    positions += 1;
    await this.store.session(within).insert(auditLogs, { position: positions, entry });
  }

  async about(resourceType: string, resourceId: string, limit: number) {
    const rows = await this.store
      .session()
      .where(
        auditLogs,
        ({ entry }) => entry.resourceType === resourceType && entry.resourceId === resourceId,
      );
    return rows
      .sort(
        (left, right) => right.entry.at.getTime() - left.entry.at.getTime() || right.position - left.position,
      )
      .slice(0, limit)
      .map(({ entry }) => entry);
  }
}
