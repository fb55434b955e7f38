import { after, type AuditEntry, type AuditLog, type UnitOfWork } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface AuditLogPorts {
  readonly auditLog: AuditLog;
  readonly unitOfWork: UnitOfWork<{ auditLog: AuditLog }>;
}

const ALL = 1_000;

function anEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actorId: anId(),
    actorKind: 'staff',
    action: 'services:moderate',
    resourceType: 'service',
    resourceId: anId(),
    diff: { number: unique() },
    reason: null,
    at: TEST_EPOCH,
    ...overrides,
  };
}

const EVERY_ACTOR: Readonly<Record<string, Partial<AuditEntry>>> = {
  'a user': { actorKind: 'user', action: 'orders:cancel' },
  staff: { reason: 'Contenu interdit', diff: { state: { from: 'pending', to: ['rejected', null, true] } } },
  'the system': { actorKind: 'system', actorId: null, diff: {} },
  'a provider': { actorKind: 'provider', actorId: null, resourceType: 'channel', resourceId: 'mtn_cm' },
};

export function auditLogContract(open: Open<AuditLogPorts>): void {
  describe('AuditLog', () => {
    let ports: AuditLogPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const about = ({ resourceType, resourceId }: AuditEntry, limit = ALL) =>
      ports.auditLog.about(resourceType, resourceId, limit);

    it.each(Object.keys(EVERY_ACTOR))('gives back what %s did as it was', async (actor) => {
      const entry = anEntry(EVERY_ACTOR[actor]);
      await ports.auditLog.record(entry);
      expect(await about(entry)).toEqual([entry]);
    });

    it('answers the entries about one thing, newest first, and at most as many as asked for', async () => {
      const resourceId = anId();
      const at = (milliseconds: number) => anEntry({ resourceId, at: after(TEST_EPOCH, milliseconds) });
      const [middle, newest, oldest, twin] = [at(1), at(2), at(0), at(1)];
      for (const entry of [middle, newest, oldest, twin]) await ports.auditLog.record(entry);
      await ports.auditLog.record(anEntry());
      await ports.auditLog.record(anEntry({ resourceId, resourceType: 'order' }));
      expect(await about(middle)).toEqual([newest, twin, middle, oldest]);
      expect(await about(middle, 2)).toEqual([newest, twin]);
      expect(await about(anEntry())).toEqual([]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const entry = anEntry();
      const work = ports.unitOfWork.run(async ({ auditLog }) => {
        await auditLog.record(entry);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await about(entry)).toEqual([]);
    });

    it('keeps all of twenty entries recorded at once', async () => {
      const resourceId = anId();
      const { lost } = await race(20, () => ports.auditLog.record(anEntry({ resourceId })));
      expect(lost).toEqual([]);
      expect(await about(anEntry({ resourceId }))).toHaveLength(20);
    });
  });
}
