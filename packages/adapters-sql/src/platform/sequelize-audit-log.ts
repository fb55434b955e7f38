import { AuditLog, type AuditEntry, type Within } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';

const AUDIT_LOGS = new Table<AuditEntry>('audit_logs', {
  actorId: 'actor_id',
  actorKind: 'actor_kind',
  action: 'action',
  resourceType: 'resource_type',
  resourceId: 'resource_id',
  diff: { json: 'diff' },
  reason: 'reason',
  at: 'created_at',
});

const ABOUT = AUDIT_LOGS.select(
  'about',
  'WHERE resource_type = $1 AND resource_id = $2 ORDER BY created_at DESC, position DESC LIMIT $3',
);

export class SequelizeAuditLog extends AuditLog {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async record(entry: AuditEntry, within?: Within) {
    await this.store.session(within).execute(AUDIT_LOGS.insert, AUDIT_LOGS.values(entry));
  }

  async about(resourceType: string, resourceId: string, limit: number) {
    const rows = await this.store.session().rows(ABOUT, [resourceType, resourceId, limit]);
    return rows.map((row) => AUDIT_LOGS.read(row));
  }
}
