import { after, MINUTE, type Deadline, type DeadlineRepository, type UnitOfWork } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface DeadlineRepositoryPorts {
  readonly deadlines: DeadlineRepository;
  readonly unitOfWork: UnitOfWork<{ deadlines: DeadlineRepository }>;
}

const ALL = 1_000;
const LATER = after(TEST_EPOCH, MINUTE);

function aDeadline(overrides: Partial<Deadline> = {}): Deadline {
  return {
    id: anId(),
    aggregateType: 'order',
    aggregateId: anId(),
    event: 'expire_payment',
    fireAt: TEST_EPOCH,
    ...overrides,
  };
}

export function deadlineRepositoryContract(open: Open<DeadlineRepositoryPorts>): void {
  describe('DeadlineRepository', () => {
    let deadlines: DeadlineRepository;
    let unitOfWork: DeadlineRepositoryPorts['unitOfWork'];

    beforeEach(async () => {
      ({ deadlines, unitOfWork } = await open());
    });

    const armedIds = async (owner: Deadline) => (await deadlines.armedFor(owner)).map(({ id }) => id);

    it('gives back what is armed for one owner as it was, soonest first', async () => {
      const later = aDeadline({ event: 'auto_complete', fireAt: LATER });
      const sooner = { ...later, id: anId(), event: 'expire_payment', fireAt: TEST_EPOCH };
      await deadlines.arm(later, TEST_EPOCH);
      await deadlines.arm(sooner, TEST_EPOCH);
      await deadlines.arm(aDeadline(), TEST_EPOCH);
      await deadlines.arm({ ...later, id: anId(), aggregateType: 'payment' }, TEST_EPOCH);
      expect(await deadlines.armedFor(later)).toEqual([sooner, later]);
      expect(await deadlines.armedFor(aDeadline())).toEqual([]);
    });

    it('replaces the one that was armed for the same event', async () => {
      const first = aDeadline();
      const second = { ...first, id: anId(), fireAt: LATER };
      await deadlines.arm(first, TEST_EPOCH);
      await deadlines.arm(second, TEST_EPOCH);
      expect(await deadlines.armedFor(first)).toEqual([second]);
    });

    it('disarms one event, or all', async () => {
      const first = aDeadline();
      const [second, third] = ['auto_complete', 'remind'].map((event) => ({ ...first, id: anId(), event }));
      for (const deadline of [first, second, third]) if (deadline) await deadlines.arm(deadline, TEST_EPOCH);
      await deadlines.disarm(first, 'expire_payment', TEST_EPOCH);
      expect((await armedIds(first)).sort()).toEqual([second?.id, third?.id].sort());
      await deadlines.disarm(first, 'all', TEST_EPOCH);
      expect(await armedIds(first)).toEqual([]);
    });

    it('offers what is due, and neither what is not yet, fired nor disarmed', async () => {
      const [due, future, fired, disarmed] = [
        aDeadline(),
        aDeadline({ fireAt: LATER }),
        aDeadline(),
        aDeadline(),
      ];
      for (const deadline of [due, future, fired, disarmed]) await deadlines.arm(deadline, TEST_EPOCH);
      await deadlines.markFired(fired.id, TEST_EPOCH);
      await deadlines.disarm(disarmed, 'all', TEST_EPOCH);
      const claimed = await deadlines.claimDue(TEST_EPOCH, ALL);
      expect(claimed.find(({ id }) => id === due.id)).toEqual(due);
      const ids = claimed.map(({ id }) => id);
      for (const { id } of [future, fired, disarmed]) expect(ids).not.toContain(id);
    });

    it('offers what is due to exactly one of twenty who claim at once', async () => {
      const due = Array.from({ length: 5 }, () => aDeadline());
      for (const deadline of due) await deadlines.arm(deadline, TEST_EPOCH);
      const { won } = await race(20, () => deadlines.claimDue(TEST_EPOCH, ALL));
      const claimed = won.flat().map(({ id }) => id);
      for (const { id } of due) expect(claimed.filter((known) => known === id)).toHaveLength(1);
    });

    it('arms one of twenty for the same event', async () => {
      const deadline = aDeadline();
      await race(20, () => deadlines.arm({ ...deadline, id: anId() }, TEST_EPOCH));
      expect(await deadlines.armedFor(deadline)).toHaveLength(1);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const deadline = aDeadline();
      const work = unitOfWork.run(async (scope) => {
        await scope.deadlines.arm(deadline, TEST_EPOCH);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await armedIds(deadline)).toEqual([]);
    });
  });
}
