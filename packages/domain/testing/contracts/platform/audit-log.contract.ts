import type { AuditEntry, AuditLog, UnitOfWork, UserRepository } from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface AuditLogPorts {
  readonly users: UserRepository;
  readonly auditLog: AuditLog;
  readonly unitOfWork: UnitOfWork<{ auditLog: AuditLog }>;
}

function anEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actorId: null,
    actorKind: 'system',
    action: 'orders:cancel',
    resourceType: 'order',
    resourceId: anId(),
    diff: { state: ['delivered', 'cancelled'], nested: { amount: '9007199254740991' } },
    reason: null,
    at: TEST_EPOCH,
    ...overrides,
  };
}

export function auditLogContract(open: Open<AuditLogPorts>): void {
  describe('AuditLog', () => {
    let ports: AuditLogPorts;

    beforeEach(async () => {
      ports = await open();
    });

    it('gives back what was done to one thing as it was, newest first', async () => {
      const staff = aUser();
      await ports.users.add(staff);
      const first = anEntry();
      const second = { ...first, actorId: staff.id, actorKind: 'staff', reason: 'Plainte fondée' } as const;
      for (const entry of [first, second, anEntry(), { ...first, resourceType: 'refund' }]) {
        await ports.auditLog.record(entry);
      }
      expect(await ports.auditLog.about('order', first.resourceId, 10)).toEqual([second, first]);
      expect(await ports.auditLog.about('order', first.resourceId, 1)).toEqual([second]);
      expect(await ports.auditLog.about('order', anId(), 10)).toEqual([]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const entry = anEntry();
      const work = ports.unitOfWork.run(async ({ auditLog }) => {
        await auditLog.record(entry);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await ports.auditLog.about('order', entry.resourceId, 10)).toEqual([]);
    });
  });
}
