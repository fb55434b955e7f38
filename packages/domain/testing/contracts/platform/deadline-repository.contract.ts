import {
  after,
  AlreadyExists,
  MINUTE,
  type Deadline,
  type DeadlineRepository,
  type Leases,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aDeadline } from '../../factories/platform/deadline-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface DeadlineRepositoryPorts {
  readonly deadlines: DeadlineRepository;
  readonly leases: Leases;
  readonly unitOfWork: UnitOfWork<{ deadlines: DeadlineRepository }>;
}

const ALL = 1_000;
const SOON = after(TEST_EPOCH, MINUTE);

/**
 * The suite takes whatever is due, so it runs on a store of its own.
 * @param endLeases lets the time of every lease pass
 */
export function deadlineRepositoryContract<Ports extends DeadlineRepositoryPorts>(
  open: Open<Ports>,
  endLeases: (ports: Ports) => Promise<unknown>,
): void {
  describe('DeadlineRepository', () => {
    let ports: Ports;
    let deadlines: DeadlineRepository;

    beforeEach(async () => {
      ports = await open();
      ({ deadlines } = ports);
      await endLeases(ports);
      for (const { unit } of await deadlines.claimDue(new Date(8.64e15), ALL)) {
        await deadlines.markFired(unit.id, TEST_EPOCH);
      }
    });

    const claimed = async (now: Date, limit = ALL) =>
      (await deadlines.claimDue(now, limit)).map(({ unit }) => unit);

    async function armed(overrides: Partial<Deadline> = {}) {
      const deadline = aDeadline(overrides);
      await deadlines.arm(deadline, TEST_EPOCH);
      return deadline;
    }

    it('gives back a deadline as it was armed, to its owner and when it is due', async () => {
      const deadline = await armed({ aggregateType: 'refund', event: 'remind' });
      expect(await deadlines.armedFor(deadline)).toEqual([deadline]);
      expect(await claimed(TEST_EPOCH)).toEqual([deadline]);
    });

    it('answers what is armed for one owner, soonest first', async () => {
      const later = await armed({ event: 'auto_complete', fireAt: SOON });
      const { aggregateId } = later;
      const sooner = await armed({ aggregateId });
      await armed({ aggregateId, aggregateType: 'chat' });
      await armed();
      expect(await deadlines.armedFor(later)).toEqual([sooner, later]);
      expect(await deadlines.armedFor(aDeadline())).toEqual([]);
    });

    it('replaces what was armed for the same owner and event, though somebody holds it', async () => {
      const first = await armed();
      await claimed(TEST_EPOCH);
      const next = await armed({ ...first, id: anId(), fireAt: SOON });
      await deadlines.markFired(first.id, TEST_EPOCH);
      expect(await deadlines.armedFor(first)).toEqual([next]);
      expect(await claimed(TEST_EPOCH)).toEqual([]);
      expect(await claimed(SOON)).toEqual([next]);
    });

    it('forgets with what it replaces how often that failed, and that it was given up', async () => {
      const first = await armed();
      const [held] = await deadlines.claimDue(TEST_EPOCH, ALL);
      if (!held) throw new Error('Nothing was to be claimed.');
      await ports.leases.bury(held.lease, 'It makes no sense', TEST_EPOCH);
      expect(await claimed(SOON)).toEqual([]);
      const next = await armed({ ...first, id: anId() });
      expect(await deadlines.claimDue(TEST_EPOCH, ALL)).toMatchObject([
        { unit: next, lease: { attempts: 0 } },
      ]);
    });

    it('leaves armed what the transaction that fires the event arms anew', async () => {
      const first = await armed();
      const next = { ...first, id: anId(), fireAt: SOON };
      await ports.unitOfWork.run(async (scope) => {
        await scope.deadlines.arm(next, TEST_EPOCH);
        await scope.deadlines.markFired(first.id, TEST_EPOCH);
      });
      expect(await deadlines.armedFor(first)).toEqual([next]);
      expect(await claimed(SOON)).toEqual([next]);
    });

    it('arms an event anew that fired or was disarmed', async () => {
      const first = await armed();
      await deadlines.markFired(first.id, TEST_EPOCH);
      const second = await armed({ ...first, id: anId() });
      await deadlines.disarm(first, 'all', TEST_EPOCH);
      const third = await armed({ ...first, id: anId() });
      expect(await deadlines.armedFor(second)).toEqual([third]);
    });

    it('refuses the id of another deadline', async () => {
      const { id } = await armed();
      await expect(armed({ id })).rejects.toThrow(AlreadyExists);
    });

    it('disarms one event of an owner, or all, and nothing of others', async () => {
      const first = await armed();
      const { aggregateId } = first;
      const second = await armed({ aggregateId, event: 'auto_complete' });
      const third = await armed({ aggregateId, event: 'remind', fireAt: SOON });
      const elsewhere = await armed();
      await deadlines.disarm(first, 'expire_payment', TEST_EPOCH);
      expect(await deadlines.armedFor(first)).toEqual([second, third]);
      await deadlines.disarm(first, 'all', TEST_EPOCH);
      await deadlines.disarm(first, 'all', TEST_EPOCH);
      expect(await deadlines.armedFor(first)).toEqual([]);
      expect(await claimed(SOON)).toEqual([elsewhere]);
    });

    it('never offers what fired, not even once the lease has ended', async () => {
      const { id } = await armed();
      await claimed(TEST_EPOCH);
      await deadlines.markFired(id, TEST_EPOCH);
      await endLeases(ports);
      expect(await claimed(TEST_EPOCH)).toEqual([]);
      await expect(deadlines.markFired(id, TEST_EPOCH)).resolves.toBeUndefined();
    });

    it('offers what is due, soonest first, and at most as many as asked for', async () => {
      const due = [];
      for (const minutes of [1, 3, 2])
        due.push(await armed({ fireAt: after(TEST_EPOCH, -minutes * MINUTE) }));
      await armed({ fireAt: after(TEST_EPOCH, 1) });
      expect(await claimed(TEST_EPOCH, 2)).toEqual([due[1], due[2]]);
      expect(await claimed(TEST_EPOCH, 2)).toEqual([due[0]]);
    });

    it('offers what somebody holds again once the lease has ended', async () => {
      const deadline = await armed();
      await claimed(TEST_EPOCH);
      expect(await claimed(TEST_EPOCH)).toEqual([]);
      await endLeases(ports);
      expect(await claimed(TEST_EPOCH)).toEqual([deadline]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const [fired, disarmed, unknown] = [await armed(), await armed(), aDeadline()];
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.deadlines.markFired(fired.id, TEST_EPOCH);
        await scope.deadlines.disarm(disarmed, 'all', TEST_EPOCH);
        await scope.deadlines.arm(unknown, TEST_EPOCH);
        expect(await scope.deadlines.armedFor(unknown)).toEqual([unknown]);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await deadlines.armedFor(fired)).toEqual([fired]);
      expect(await deadlines.armedFor(disarmed)).toEqual([disarmed]);
      expect(await deadlines.armedFor(unknown)).toEqual([]);
    });

    it('leaves one armed of twenty that are armed at once for the same event', async () => {
      const { aggregateId } = aDeadline();
      const { won, lost } = await race(20, () => armed({ aggregateId }));
      expect(lost).toEqual([]);
      const [kept, ...others] = await deadlines.armedFor(aDeadline({ aggregateId }));
      expect(won).toContainEqual(kept);
      expect(others).toEqual([]);
    });

    it('gives each deadline to exactly one of twenty who claim at once', async () => {
      const ids = [];
      for (let count = 0; count < 20; count += 1) ids.push((await armed()).id);
      const { won, lost } = await race(20, () => claimed(TEST_EPOCH, 5));
      expect(lost).toEqual([]);
      const all = [...won.flat(), ...(await claimed(TEST_EPOCH))].map(({ id }) => id);
      expect(all.sort()).toEqual(ids.sort());
    });
  });
}
