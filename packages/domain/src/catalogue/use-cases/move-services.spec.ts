import { aCategory } from '../../../testing/factories/catalogue/category-factory.js';
import { aUser } from '../../../testing/factories/identity/user-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { race } from '../../../testing/concurrency.js';
import { StaleVersion } from '../../kernel/index.js';
import {
  InvalidService,
  ServiceEventRefused,
  ServiceNotFound,
  ServiceNotPublishable,
  ServicePaymentUnderWay,
  ServiceRoleRefused,
} from '../model/service-errors.js';
import { ApproveService } from './approve-service.js';
import { ArchiveService } from './archive-service.js';
import { PauseService } from './pause-service.js';
import { ReinstateService } from './reinstate-service.js';
import { RejectService } from './reject-service.js';
import { ResumeService } from './resume-service.js';
import { SubmitService } from './submit-service.js';
import { SuspendService } from './suspend-service.js';

const reason = 'Image floue';

async function setUp() {
  const bench = await catalogueBench();
  const { unitOfWork, clock } = bench;
  return {
    ...bench,
    submitService: new SubmitService(unitOfWork, clock),
    approveService: new ApproveService(unitOfWork, clock),
    rejectService: new RejectService(unitOfWork, clock),
    pauseService: new PauseService(unitOfWork, clock),
    resumeService: new ResumeService(unitOfWork, clock),
    suspendService: new SuspendService(unitOfWork, clock),
    reinstateService: new ReinstateService(unitOfWork, clock),
    archiveService: new ArchiveService(unitOfWork, clock),
    statusOf: async (id: string) => (await bench.services.find(id))?.snapshot().status,
  };
}

describe('submitting a service', () => {
  it('publishes it at once where services approve themselves', async () => {
    const { added, submitService, statusOf, eventNames, auditEntries, seller } = await setUp();
    const { id } = await added({ status: 'draft', publishedAt: null });
    const submitted = await submitService.execute({ actor: seller, serviceId: id });
    expect(submitted.snapshot()).toMatchObject({ status: 'active', version: 1 });
    expect(await statusOf(id)).toBe('active');
    expect(await eventNames()).toEqual(['service.submitted', 'service.published']);
    expect(await auditEntries()).toEqual([]);
  });

  it('waits for a moderator where they do not; again changes nothing', async () => {
    const { added, submitService, statusOf, eventNames, settings, clock, seller } = await setUp();
    await settings.set('services.auto_approve', false, clock.now());
    const { id } = await added({ status: 'rejected', rejectionReason: reason });
    await submitService.execute({ actor: seller, serviceId: id });
    const again = await submitService.execute({ actor: seller, serviceId: id });
    expect(again.snapshot()).toMatchObject({ status: 'pending_review', version: 1, rejectionReason: null });
    expect(await statusOf(id)).toBe('pending_review');
    expect(await eventNames()).toEqual(['service.submitted']);
  });

  it('is refused while something is missing', async () => {
    const { added, submitService, statusOf, users, categories, seller, actorOf } = await setUp();
    const closed = aCategory({ isActive: false });
    await categories.add(closed);
    const suspended = aUser({ suspendedAt: new Date(0) });
    await users.add(suspended);
    const bare = await added({ status: 'draft', media: [] });
    const misplaced = await added({ status: 'draft', categoryId: closed.id });
    const lost = await added({ status: 'draft', categoryId: 'unknown' });
    const theirs = await added({ status: 'draft', ownerId: suspended.id });
    for (const [actor, { id }, missing] of [
      [seller, bare, ['image']],
      [seller, misplaced, ['active_category']],
      [seller, lost, ['active_category']],
      [actorOf(suspended.id), theirs, ['active_owner']],
    ] as const) {
      const submitted = submitService.execute({ actor, serviceId: id });
      await expect(submitted).rejects.toMatchObject({
        name: ServiceNotPublishable.name,
        details: { missing },
      });
      expect(await statusOf(id)).toBe('draft');
    }
  });

  it('is for its seller only', async () => {
    const { added, submitService, moderator, stranger } = await setUp();
    const { id: serviceId } = await added({ status: 'draft' });
    for (const actor of [moderator, stranger]) {
      await expect(submitService.execute({ actor, serviceId })).rejects.toThrow(ServiceNotFound);
    }
    await expect(submitService.execute({ actor: stranger, serviceId: 'unknown' })).rejects.toThrow(
      ServiceNotFound,
    );
  });
});

describe('moderating services', () => {
  it('approves or rejects what was submitted, and writes down who did it', async () => {
    const { added, approveService, rejectService, eventNames, auditEntries, clock, moderator } =
      await setUp();
    const [good, bad] = [
      await added({ status: 'pending_review' }),
      await added({ status: 'pending_review' }),
    ];
    const approved = await approveService.execute({ actor: moderator, serviceId: good.id });
    const rejected = await rejectService.execute({ actor: moderator, serviceId: bad.id, reason });
    expect(approved.snapshot().status).toBe('active');
    expect(rejected.snapshot()).toMatchObject({ status: 'rejected', rejectionReason: reason });
    expect(await eventNames()).toEqual(['service.published', 'service.rejected']);
    const entry = {
      actorId: moderator.userId,
      actorKind: 'staff',
      action: 'services:moderate',
      resourceType: 'service',
      at: clock.now(),
    };
    expect(await auditEntries()).toEqual([
      {
        ...entry,
        resourceId: good.id,
        diff: { event: 'approve', from: 'pending_review', to: 'active' },
        reason: null,
      },
      {
        ...entry,
        resourceId: bad.id,
        diff: { event: 'reject', from: 'pending_review', to: 'rejected' },
        reason,
      },
    ]);
  });

  it('takes a live service away and gives it back', async () => {
    const { added, suspendService, reinstateService, statusOf, eventNames, auditEntries, moderator } =
      await setUp();
    const { id: serviceId } = await added();
    await suspendService.execute({ actor: moderator, serviceId, reason });
    expect(await statusOf(serviceId)).toBe('suspended');
    await reinstateService.execute({ actor: moderator, serviceId });
    expect(await statusOf(serviceId)).toBe('active');
    expect(await eventNames()).toEqual(['service.suspended', 'service.published']);
    expect(await auditEntries()).toHaveLength(2);
  });

  it('done again changes nothing and writes nothing down', async () => {
    const { added, approveService, eventNames, auditEntries, moderator } = await setUp();
    const { id: serviceId } = await added();
    const again = await approveService.execute({ actor: moderator, serviceId });
    expect(again.version).toBe(0);
    expect(await eventNames()).toEqual([]);
    expect(await auditEntries()).toEqual([]);
  });

  it('is refused without a reason, out of turn, to strangers, and for one’s own service', async () => {
    const { added, approveService, rejectService, suspendService, statusOf, actorOf, ...bench } =
      await setUp();
    const { moderator, stranger, seller } = bench;
    const { id: serviceId } = await added({ status: 'pending_review' });
    const ownModerator = actorOf(seller.userId, 'services:moderate');
    await expect(rejectService.execute({ actor: moderator, serviceId, reason: ' ' })).rejects.toThrow(
      InvalidService,
    );
    await expect(suspendService.execute({ actor: moderator, serviceId, reason })).rejects.toThrow(
      ServiceEventRefused,
    );
    await expect(approveService.execute({ actor: stranger, serviceId })).rejects.toThrow(ServiceNotFound);
    for (const actor of [seller, ownModerator]) {
      await expect(approveService.execute({ actor, serviceId })).rejects.toThrow(ServiceRoleRefused);
    }
    expect(await statusOf(serviceId)).toBe('pending_review');
    expect(await bench.auditEntries()).toEqual([]);
  });

  it('approves nothing that could not be shown any more', async () => {
    const { added, approveService, users, moderator } = await setUp();
    const banned = aUser({ bannedAt: new Date(0) });
    await users.add(banned);
    const { id: serviceId } = await added({ status: 'pending_review', ownerId: banned.id });
    await expect(approveService.execute({ actor: moderator, serviceId })).rejects.toThrow(
      ServiceNotPublishable,
    );
  });

  it('lets one of twenty decide what all decide at once', async () => {
    const { added, approveService, rejectService, auditEntries, eventNames, moderator } = await setUp();
    const { id: serviceId } = await added({ status: 'pending_review' });
    const { lost } = await race(20, (racer) =>
      racer % 2 === 0
        ? approveService.execute({ actor: moderator, serviceId })
        : rejectService.execute({ actor: moderator, serviceId, reason }),
    );
    expect(lost.every((error) => error instanceof ServiceEventRefused)).toBe(true);
    expect(lost).toHaveLength(10);
    expect(await auditEntries()).toHaveLength(1);
    expect(await eventNames()).toHaveLength(1);
  });
});

describe('pausing and resuming a service', () => {
  it('takes it out of the lists and puts it back, each once', async () => {
    const { added, pauseService, resumeService, statusOf, eventNames, seller } = await setUp();
    const own = { actor: seller, serviceId: (await added()).id };
    await pauseService.execute(own);
    await pauseService.execute(own);
    expect(await statusOf(own.serviceId)).toBe('paused');
    await resumeService.execute(own);
    await resumeService.execute(own);
    expect(await statusOf(own.serviceId)).toBe('active');
    expect(await eventNames()).toEqual(['service.paused', 'service.published']);
  });

  it('is for its seller, who cannot undo what a moderator did', async () => {
    const { added, pauseService, resumeService, moderator, stranger, seller } = await setUp();
    const { id: serviceId } = await added();
    await expect(pauseService.execute({ actor: moderator, serviceId })).rejects.toThrow(ServiceRoleRefused);
    await expect(pauseService.execute({ actor: stranger, serviceId })).rejects.toThrow(ServiceNotFound);
    const suspended = await added({ status: 'suspended' });
    await expect(resumeService.execute({ actor: seller, serviceId: suspended.id })).rejects.toThrow(
      ServiceEventRefused,
    );
  });

  it('resumes nothing whose category was closed meanwhile', async () => {
    const { added, resumeService, categories, seller } = await setUp();
    const closed = aCategory({ isActive: false });
    await categories.add(closed);
    const { id: serviceId } = await added({ status: 'paused', categoryId: closed.id });
    await expect(resumeService.execute({ actor: seller, serviceId })).rejects.toThrow(ServiceNotPublishable);
  });
});

describe('archiving a service', () => {
  it('ends it, and frees its title', async () => {
    const { added, archiveService, services, eventNames, seller } = await setUp();
    const service = await added();
    await archiveService.execute({ actor: seller, serviceId: service.id, expectedVersion: 0 });
    expect(await services.find(service.id)).toBeNull();
    expect(await eventNames()).toEqual(['service.archived']);
    await added({ slug: service.snapshot().slug });
    await expect(archiveService.execute({ actor: seller, serviceId: service.id })).rejects.toThrow(
      ServiceNotFound,
    );
  });

  it('waits until nobody is paying for it', async () => {
    const { added, archiveService, pendingPayments, statusOf, seller } = await setUp();
    const { id: serviceId } = await added();
    pendingPayments.await(serviceId);
    await expect(archiveService.execute({ actor: seller, serviceId })).rejects.toThrow(
      ServicePaymentUnderWay,
    );
    expect(await statusOf(serviceId)).toBe('active');
    pendingPayments.settle(serviceId);
    await archiveService.execute({ actor: seller, serviceId });
  });

  it('is refused to others, and to whoever looked at an older version', async () => {
    const { added, archiveService, seller, moderator, stranger } = await setUp();
    const { id: serviceId } = await added();
    await expect(archiveService.execute({ actor: stranger, serviceId })).rejects.toThrow(ServiceNotFound);
    await expect(archiveService.execute({ actor: moderator, serviceId })).rejects.toThrow(ServiceRoleRefused);
    await expect(archiveService.execute({ actor: seller, serviceId, expectedVersion: 3 })).rejects.toThrow(
      StaleVersion,
    );
  });
});
