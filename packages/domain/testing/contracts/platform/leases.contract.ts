import {
  after,
  DAY,
  DeadLetterNotFound,
  MINUTE,
  WORK_QUEUES,
  type DeadLetters,
  type Lease,
  type Leases,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectHead } from '../list-walk.js';
import { Undo, type Open } from '../open.js';
import { claimAll, STORE_UNIT, type WorkPorts } from './work-units.js';

export interface LeasePorts extends WorkPorts {
  readonly leases: Leases;
  readonly deadLetters: DeadLetters;
  readonly unitOfWork: UnitOfWork<{ deadLetters: DeadLetters }>;
}

const SOON = after(TEST_EPOCH, MINUTE);
const WHY = 'Error: It makes no sense';
const ALL = { page: 1, limit: 1_000 };
/** From now, when a unit died last: later than any other that the suite buries. */
let centuries = 0;

/**
 * The suite leaves units behind, so it runs on a store of its own.
 * @param endLeases lets the time of every lease pass
 */
export function leasesContract<Ports extends LeasePorts>(
  open: Open<Ports>,
  endLeases: (ports: Ports) => Promise<unknown>,
): void {
  describe.each(WORK_QUEUES)('Leases and DeadLetters of %s', (queue) => {
    let ports: Ports;
    let leases: Leases;
    let unitId: string;

    beforeEach(async () => {
      ports = await open();
      ({ leases } = ports);
      unitId = await stored();
    });

    async function stored(): Promise<string> {
      const id = await STORE_UNIT[queue](ports);
      await endLeases(ports);
      return id;
    }

    /** The lease of the unit of this test, when it is offered. */
    async function offered(now = TEST_EPOCH): Promise<Lease | undefined> {
      return (await claimAll(ports, queue, now)).find((lease) => lease.unitId === unitId);
    }

    async function claimed(now = TEST_EPOCH): Promise<Lease> {
      const lease = await offered(now);
      if (!lease) throw new Error('The unit was not offered.');
      return lease;
    }

    /** The unit's lease of one who was stopped, and that of the next. */
    async function lostAndHeld() {
      const lost = await claimed();
      await endLeases(ports);
      return { lost, held: await claimed() };
    }

    const letters = async () =>
      (await ports.deadLetters.list(ALL)).results.filter((each) => each.unitId === unitId);

    it('gives each claim a higher number', async () => {
      const { lost, held } = await lostAndHeld();
      expect(lost).toEqual({ queue, unitId, number: lost.number, attempts: 0 });
      expect(held.number).toBeGreaterThan(lost.number);
      expect(await offered()).toBeUndefined();
    });

    it('gives a unit to one of twenty who claim at once', async () => {
      const { won } = await race(20, () => offered());
      expect(won.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    it('offers again what failed when its time comes, counting the failures', async () => {
      expect(await leases.postpone(await claimed(), WHY, SOON)).toBe(true);
      expect(await offered(after(SOON, -1))).toBeUndefined();
      const again = await claimed(SOON);
      expect(again.attempts).toBe(1);
      expect(await leases.postpone(again, WHY, SOON)).toBe(true);
      expect((await claimed(SOON)).attempts).toBe(2);
    });

    it('offers again what waited for the end of an outage, without counting', async () => {
      expect(await leases.defer(await claimed(), WHY, SOON)).toBe(true);
      expect(await offered(after(SOON, -1))).toBeUndefined();
      expect((await claimed(SOON)).attempts).toBe(0);
    });

    it('forgets the failures before a success', async () => {
      await leases.postpone(await claimed(), WHY, TEST_EPOCH);
      await leases.forgive(await claimed());
      await endLeases(ports);
      expect((await claimed()).attempts).toBe(0);
    });

    it('lets whoever works on it begin the time of the lease anew', async () => {
      const lease = await claimed();
      await endLeases(ports);
      expect(await leases.renew(lease)).toBe(true);
      expect(await offered()).toBeUndefined();
    });

    it('changes nothing for whoever lost it to the next one', async () => {
      const { lost, held } = await lostAndHeld();
      expect(await leases.renew(lost)).toBe(false);
      expect(await leases.postpone(lost, WHY, TEST_EPOCH)).toBe(false);
      expect(await leases.defer(lost, WHY, TEST_EPOCH)).toBe(false);
      expect(await leases.bury(lost, WHY, TEST_EPOCH)).toBe(false);
      expect(await offered()).toBeUndefined();
      expect(await letters()).toEqual([]);
      await leases.postpone(held, WHY, TEST_EPOCH);
      await leases.forgive(lost);
      expect((await claimed()).attempts).toBe(1);
    });

    it('changes nothing even after the next one was done with it', async () => {
      const { lost, held } = await lostAndHeld();
      await leases.postpone(held, WHY, TEST_EPOCH);
      expect(await leases.postpone(lost, WHY, SOON)).toBe(false);
      expect((await claimed()).attempts).toBe(1);
    });

    it('never offers what was given up, and keeps why', async () => {
      await leases.postpone(await claimed(), 'before', TEST_EPOCH);
      expect(await leases.bury(await claimed(), WHY, SOON)).toBe(true);
      await endLeases(ports);
      expect(await offered(after(SOON, MINUTE))).toBeUndefined();
      expect(await letters()).toEqual([{ queue, unitId, attempts: 2, error: WHY, deadAt: SOON }]);
    });

    it('offers what is replayed as if it had never failed', async () => {
      await leases.bury(await claimed(), WHY, TEST_EPOCH);
      await ports.deadLetters.replay(queue, unitId, SOON);
      expect(await letters()).toEqual([]);
      expect(await offered(after(SOON, -1))).toBeUndefined();
      expect((await claimed(SOON)).attempts).toBe(0);
      await expect(ports.deadLetters.replay(queue, unitId, SOON)).rejects.toThrow(DeadLetterNotFound);
      await expect(ports.deadLetters.replay(queue, anId(), SOON)).rejects.toThrow(DeadLetterNotFound);
    });

    it('keeps nothing of a replay that rolled back', async () => {
      await leases.bury(await claimed(), WHY, TEST_EPOCH);
      const work = ports.unitOfWork.run(async ({ deadLetters }) => {
        await deadLetters.replay(queue, unitId, SOON);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await letters()).toHaveLength(1);
    });

    it('shows the newest dead letters first, equal instants by id, by page and by cursor', async () => {
      const others = [await stored(), await stored()];
      const claims = await claimAll(ports, queue, TEST_EPOCH);
      for (const ids of [[unitId], others]) {
        centuries += 1;
        const deadAt = after(TEST_EPOCH, centuries * 100 * 365 * DAY);
        for (const lease of claims) if (ids.includes(lease.unitId)) await leases.bury(lease, WHY, deadAt);
      }
      await expectHead(
        (request) => ports.deadLetters.list(request),
        [...others.toSorted().reverse(), unitId],
        (letter) => letter.unitId,
      );
    });
  });
}
