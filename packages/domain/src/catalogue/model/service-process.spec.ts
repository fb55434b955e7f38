import { aService } from '../../../testing/factories/catalogue/service-factory.js';
import { SYSTEM_MOVER, type Service, type ServiceMover, type ServiceRecord } from './service.js';
import {
  InvalidService,
  ServiceEventRefused,
  ServiceNotPublishable,
  ServicePaymentUnderWay,
  ServiceRoleRefused,
  type PublishingGap,
} from './service-errors.js';
import type { ServiceFacts } from './service-guard.js';
import {
  SERVICE_PROCESS,
  SERVICE_STATUSES,
  type ServiceEvent,
  type ServiceRole,
  type ServiceStatus,
} from './service-process.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const MOVERS: Readonly<Record<ServiceRole, ServiceMover>> = {
  owner: { role: 'owner', userId: 'awa' },
  staff: { role: 'staff', userId: 'mod' },
  system: SYSTEM_MOVER,
};
const FINE: ServiceFacts = { isOwnerActive: true, isCategoryActive: true, isPaymentUnderWay: false };
const REASON = 'Image floue';

function inStatus(status: ServiceStatus, overrides: Partial<ServiceRecord> = {}): Service {
  return aService({ ownerId: 'awa', categoryId: 'design', media: ['picture'], status, ...overrides });
}

/** Every way to move a service there is, and what it announces. */
const MOVES: readonly [ServiceStatus, ServiceEvent, ServiceRole, ServiceStatus, string][] = [
  ['draft', 'submit', 'owner', 'pending_review', 'service.submitted'],
  ['rejected', 'submit', 'owner', 'pending_review', 'service.submitted'],
  ['pending_review', 'approve', 'staff', 'active', 'service.published'],
  ['pending_review', 'approve', 'system', 'active', 'service.published'],
  ['pending_review', 'reject', 'staff', 'rejected', 'service.rejected'],
  ['active', 'pause', 'owner', 'paused', 'service.paused'],
  ['paused', 'resume', 'owner', 'active', 'service.published'],
  ['active', 'suspend', 'staff', 'suspended', 'service.suspended'],
  ['paused', 'suspend', 'staff', 'suspended', 'service.suspended'],
  ['suspended', 'reinstate', 'staff', 'active', 'service.published'],
  ['draft', 'archive', 'owner', 'archived', 'service.archived'],
  ['active', 'archive', 'owner', 'archived', 'service.archived'],
  ['paused', 'archive', 'owner', 'archived', 'service.archived'],
  ['rejected', 'archive', 'owner', 'archived', 'service.archived'],
  ['archived', 'restore', 'staff', 'paused', 'service.restored'],
];

const EVENTS = [...new Set(SERVICE_PROCESS.map(({ event }) => event))];
const ROLES = ['owner', 'staff', 'system'] as const;

describe('the process of a service', () => {
  it.each(MOVES)('from %s by %s of %s leads to %s and announces %s', (from, event, role, to, name) => {
    const service = inStatus(from);
    expect(service.move(event, MOVERS[role], FINE, NOW, REASON)).toBe(true);
    expect(service.snapshot()).toMatchObject({ status: to, updatedAt: NOW });
    expect(service.pullEvents()).toEqual([
      {
        name,
        aggregateType: 'service',
        aggregateId: service.id,
        occurredAt: NOW,
        payload: { ownerId: 'awa', categoryId: 'design', status: to },
      },
    ]);
  });

  it('has no other way', () => {
    for (const status of SERVICE_STATUSES) {
      for (const event of EVENTS) {
        for (const role of ROLES) {
          if (MOVES.some(([from, by, actor]) => from === status && by === event && actor === role)) continue;
          const service = inStatus(status);
          const isRepeat = MOVES.some(([, by, actor, to]) => to === status && by === event && actor === role);
          const isForRole = MOVES.some(([, by, actor]) => by === event && actor === role);
          const move = () => service.move(event, MOVERS[role], FINE, NOW, REASON);
          if (isRepeat) expect(move()).toBe(false);
          else expect(move).toThrow(isForRole ? ServiceEventRefused : ServiceRoleRefused);
          expect(service.snapshot().status).toBe(status);
          expect(service.pullEvents()).toEqual([]);
        }
      }
    }
  });

  it('says what may be done instead', () => {
    expect(() => inStatus('pending_review').move('pause', MOVERS.owner, FINE, NOW)).toThrow(
      expect.objectContaining({
        details: { event: 'pause', status: 'pending_review', allowedActions: [] },
      }),
    );
    expect(inStatus('active').eventsFor('owner')).toEqual(['pause', 'archive']);
    expect(inStatus('active').eventsFor('staff')).toEqual(['suspend']);
    expect(inStatus('pending_review').eventsFor('staff')).toEqual(['approve', 'reject']);
  });

  it('tells the seller why a step was taken against them, and forgets it at the next', () => {
    const service = inStatus('pending_review');
    service.move('reject', MOVERS.staff, FINE, NOW, `  ${REASON} `);
    expect(service.snapshot().rejectionReason).toBe(REASON);
    service.move('submit', MOVERS.owner, FINE, NOW, 'dropped');
    expect(service.snapshot().rejectionReason).toBeNull();
  });

  it.each([
    ['pending_review', 'reject'],
    ['active', 'suspend'],
  ] as const)('from %s does not %s without a reason', (status, event) => {
    for (const reason of ['', '  ', 'a'.repeat(1_001)]) {
      expect(() => inStatus(status).move(event, MOVERS.staff, FINE, NOW, reason)).toThrow(InvalidService);
    }
  });

  it('remembers when it went live first', () => {
    const service = inStatus('pending_review', { publishedAt: null });
    service.move('approve', MOVERS.staff, FINE, NOW);
    expect(service.snapshot().publishedAt).toEqual(NOW);
    const [earlier, again] = [new Date(0), inStatus('paused', { publishedAt: new Date(0) })];
    again.move('resume', MOVERS.owner, FINE, NOW);
    expect(again.snapshot().publishedAt).toEqual(earlier);
  });

  it('ends with a service that is deleted', () => {
    const service = inStatus('active');
    service.move('archive', MOVERS.owner, FINE, NOW);
    expect(service.snapshot()).toMatchObject({ status: 'archived', deletedAt: NOW });
  });

  const publishing = MOVES.filter(([, event]) =>
    SERVICE_PROCESS.some((row) => row.event === event && row.guard === 'publishable'),
  );

  it('checks on every way to the public that it may be shown', () => {
    expect(new Set(publishing.map(([, event]) => event))).toEqual(
      new Set(['submit', 'approve', 'resume', 'reinstate']),
    );
  });

  it.each<[PublishingGap, Partial<ServiceRecord>, ServiceFacts]>([
    ['image', { media: [] }, FINE],
    ['active_category', {}, { ...FINE, isCategoryActive: false }],
    ['active_owner', {}, { ...FINE, isOwnerActive: false }],
  ])('publishes nothing without an %s', (gap, overrides, facts) => {
    for (const [from, event, role] of publishing) {
      const service = inStatus(from, overrides);
      expect(() => service.move(event, MOVERS[role], facts, NOW)).toThrow(ServiceNotPublishable);
      expect(() => service.move(event, MOVERS[role], facts, NOW)).toThrow(
        expect.objectContaining({ details: { missing: [gap] } }),
      );
    }
  });

  it('names all that is missing, what it was not told included', () => {
    expect(() => inStatus('draft', { media: [] }).move('submit', MOVERS.owner, {}, NOW)).toThrow(
      expect.objectContaining({ details: { missing: ['image', 'active_category', 'active_owner'] } }),
    );
  });

  it.each([{ ...FINE, isPaymentUnderWay: true }, {}])(
    'archives nothing somebody may be paying for: %j',
    (facts) => {
      expect(() => inStatus('active').move('archive', MOVERS.owner, facts, NOW)).toThrow(
        ServicePaymentUnderWay,
      );
    },
  );
});
