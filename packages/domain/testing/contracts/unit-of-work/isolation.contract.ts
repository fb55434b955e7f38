import { LockTimeout, StaleVersion, type Isolation } from '@2krika/domain';
import { Barrier, race, until } from '../../concurrency.js';
import {
  LabelTaken,
  elsewhere,
  newCounter,
  type Counter,
  type CounterRepository,
  type OpenHarness,
  type UnitOfWorkHarness,
} from './unit-of-work-harness.js';

export function isolationContract(current: () => UnitOfWorkHarness, open: OpenHarness): void {
  /** Resolves once as many statements wait for a lock. */
  async function waiting(statements: number): Promise<void> {
    await until(async () => (await current().waiting()) === statements);
  }

  async function stored(fields: Partial<Counter> = {}): Promise<Counter> {
    const counter = newCounter(fields);
    await current().counters.add(counter);
    return counter;
  }

  it('lets a second reader for update wait for the first, and shows it the new value', async () => {
    const { counters } = current();
    const counter = await stored({ value: 1n });
    const [first, second] = await Promise.all([counters.begin(), counters.begin()]);
    await counters.findForUpdate(counter.id, { transaction: first });
    const seen = counters.findForUpdate(counter.id, { transaction: second });
    await waiting(1);
    await counters.save({ ...counter, value: 2n }, { transaction: first });
    await first.commit();
    expect(await seen).toMatchObject({ value: 2n, version: 1 });
    await second.rollback();
  });

  it('lets no reader wait for a writer', async () => {
    const { counters } = current();
    const counter = await stored({ value: 1n });
    const transaction = await counters.begin();
    await counters.save({ ...counter, value: 2n }, { transaction });
    expect(await counters.find(counter.id)).toEqual(counter);
    expect(await counters.total()).toBe(1n);
    await transaction.rollback();
  });

  it('serves those who wait in the order they came', async () => {
    const { counters, unitOfWork } = current();
    const counter = await stored();
    const order: string[] = [];
    const holder = await counters.begin();
    await counters.findForUpdate(counter.id, { transaction: holder });
    const runs: Promise<void>[] = [];
    for (const name of ['first', 'second', 'third']) {
      const run = unitOfWork.run(async (scope) => {
        await scope.counters.findForUpdate(counter.id);
        order.push(name);
      });
      runs.push(run);
      await waiting(runs.length);
    }
    await holder.commit();
    await Promise.all(runs);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  it('lets a second writer wait for the first: too late after its commit, in time after its rollback', async () => {
    const { counters } = current();
    const counter = await stored({ value: 1n });
    const undone = await counters.begin();
    await counters.save({ ...counter, value: 2n }, { transaction: undone });
    const inTime = counters.save({ ...counter, value: 3n });
    await waiting(1);
    await undone.rollback();
    await inTime;

    const kept = await counters.begin();
    await counters.save({ ...counter, value: 4n, version: 1 }, { transaction: kept });
    const tooLate = refusalOf(counters.save({ ...counter, value: 5n, version: 1 }));
    await waiting(1);
    await kept.commit();
    expect(await tooLate).toBeInstanceOf(StaleVersion);
    expect(await counters.find(counter.id)).toMatchObject({ value: 4n, version: 2 });
  });

  it('lets a second inserter of a unique value wait for the first: refused after its commit, in after its rollback', async () => {
    const { counters } = current();
    const undone = await counters.begin();
    await counters.add(newCounter({ label: 'wanted' }), { transaction: undone });
    const inTime = newCounter({ label: 'wanted' });
    const added = counters.add(inTime);
    await waiting(1);
    await undone.rollback();
    await added;

    const givingUp = await counters.begin();
    await counters.save({ ...inTime, label: 'other' }, { transaction: givingUp });
    const heir = counters.add(newCounter({ label: 'wanted' }));
    await waiting(1);
    await givingUp.commit();
    await heir;

    const kept = await counters.begin();
    await counters.add(newCounter({ label: 'contested' }), { transaction: kept });
    const tooLate = refusalOf(counters.add(newCounter({ label: 'contested' })));
    await waiting(1);
    await kept.commit();
    expect(await tooLate).toBeInstanceOf(LabelTaken);
  });

  it('gives up waiting after the lock time-out', async () => {
    const impatient = await open({ lockTimeout: 50 });
    try {
      const { counters } = impatient;
      const counter = newCounter();
      await counters.add(counter);
      const holder = await counters.begin();
      await counters.findForUpdate(counter.id, { transaction: holder });
      const other = await counters.begin();
      await expect(counters.findForUpdate(counter.id, { transaction: other })).rejects.toThrow(LockTimeout);
      await other.rollback();
      await counters.save({ ...counter, value: 2n }, { transaction: holder });
      await holder.commit();
      expect(await counters.find(counter.id)).toMatchObject({ value: 2n });
    } finally {
      await impatient.close();
    }
  });

  it('lets exactly one of twenty racing inserters of a unique value win', async () => {
    const { counters, unitOfWork } = current();
    const { won, lost } = await race(20, (racer) =>
      unitOfWork.run((scope) => scope.counters.add(newCounter({ label: 'prize', value: BigInt(racer) }))),
    );
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(19);
    for (const error of lost) expect(error).toMatchObject({ kind: 'conflict' });
    await expect(counters.add(newCounter({ label: 'prize' }))).rejects.toThrow(LabelTaken);
  });

  it('lets exactly one of twenty racing updaters of a version win', async () => {
    const { counters, unitOfWork } = current();
    const counter = await stored();
    const { won, lost } = await race(20, async (racer) => {
      const value = BigInt(racer) + 1n;
      await unitOfWork.run((scope) => scope.counters.save({ ...counter, value }));
      return value;
    });
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(19);
    for (const error of lost) expect(error).toMatchObject({ kind: 'conflict' });
    expect(await counters.find(counter.id)).toEqual({ ...counter, value: won[0], version: 1 });
  });

  it('loses no update of twenty that read for update first', async () => {
    const { counters, unitOfWork } = current();
    const counter = await stored();
    const { lost } = await race(20, () => unitOfWork.run((scope) => increment(scope.counters, counter.id)));
    expect(lost).toEqual([]);
    expect(await counters.find(counter.id)).toMatchObject({ value: 20n, version: 20 });
  });

  it('runs the loser of a deadlock again, and both succeed', async () => {
    const { counters, unitOfWork } = current();
    const [left, right] = [await stored(), await stored()];
    const bothHoldOne = new Barrier(2);
    let tries = 0;
    const incrementBoth = (first: string, second: string): Promise<void> =>
      unitOfWork.run(async (scope) => {
        tries += 1;
        await increment(scope.counters, first);
        await bothHoldOne.arrive();
        await increment(scope.counters, second);
      });
    await Promise.all([incrementBoth(left.id, right.id), incrementBoth(right.id, left.id)]);
    expect(tries).toBe(3);
    expect(await counters.find(left.id)).toMatchObject({ value: 2n, version: 2 });
    expect(await counters.find(right.id)).toMatchObject({ value: 2n, version: 2 });
  });

  /**
   * Two on duty, each leaves if another remains. Each decides on what it read before the other wrote.
   * Answers how many times a decision was taken.
   */
  async function bothLeaveDuty(left: Counter, right: Counter, isolation: Isolation): Promise<number> {
    const bothDecided = new Barrier(2);
    let decisions = 0;
    const leave = (counter: Counter): Promise<void> =>
      current().unitOfWork.run(
        async (scope) => {
          const onDuty = await scope.counters.total();
          decisions += 1;
          await bothDecided.arrive();
          if (onDuty > 1n) await scope.counters.save({ ...counter, value: 0n });
        },
        { isolation },
      );
    await Promise.all([leave(left), leave(right)]);
    return decisions;
  }

  it('lets write skew happen under read committed', async () => {
    const { counters } = current();
    const [left, right] = [await stored({ value: 1n }), await stored({ value: 1n })];
    expect(await bothLeaveDuty(left, right, 'read committed')).toBe(2);
    expect(await counters.total()).toBe(0n);
  });

  it('runs one side of a write skew again under serializable', async () => {
    const { counters } = current();
    const [left, right] = [await stored({ value: 1n }), await stored({ value: 1n })];
    expect(await bothLeaveDuty(left, right, 'serializable')).toBe(3);
    expect(await counters.total()).toBe(1n);
  });

  it.each([
    ['the newest committed values', 'read committed', 2n],
    ['the values of its first read', 'serializable', 1n],
  ] as const)('shows %s under %s', async (_, isolation, expected) => {
    const { counters, unitOfWork } = current();
    const counter = await stored({ value: 1n });
    const seen = await unitOfWork.run(
      async (scope) => {
        await scope.counters.total();
        await elsewhere(() => counters.save({ ...counter, value: 2n }));
        return [await scope.counters.total(), (await scope.counters.find(counter.id))?.value];
      },
      { isolation },
    );
    expect(seen).toEqual([expected, expected]);
  });

  it('runs a serializable update of a row that changed meanwhile again, and calls only the last hook', async () => {
    const { counters, unitOfWork } = current();
    const counter = await stored({ value: 1n });
    const committed: number[] = [];
    let tries = 0;
    await unitOfWork.run(
      async (scope) => {
        tries += 1;
        const ofThisTry = tries;
        scope.afterCommit(() => committed.push(ofThisTry));
        await scope.counters.total();
        if (tries === 1) await elsewhere(() => counters.save({ ...counter, value: 5n }));
        await increment(scope.counters, counter.id);
      },
      { isolation: 'serializable' },
    );
    expect(committed).toEqual([2]);
    expect(await counters.find(counter.id)).toMatchObject({ value: 6n, version: 2 });
  });

  it('gives up after three more tries, with a conflict', async () => {
    const { counters, unitOfWork } = current();
    const { id } = await stored();
    let tries = 0;
    const run = unitOfWork.run(
      async (scope) => {
        tries += 1;
        await scope.counters.total();
        await elsewhere(() => unitOfWork.run((rival) => increment(rival.counters, id)));
        await increment(scope.counters, id);
      },
      { isolation: 'serializable' },
    );
    await expect(run).rejects.toMatchObject({ kind: 'conflict' });
    expect(tries).toBe(4);
    expect(await counters.find(id)).toMatchObject({ value: 4n });
  });

  it('keeps the isolation of the outer run in an inner one', async () => {
    const { counters, unitOfWork } = current();
    const counter = await stored({ value: 1n });
    const seen = await unitOfWork.run(
      async (scope) => {
        await scope.counters.total();
        await elsewhere(() => counters.save({ ...counter, value: 2n }));
        return unitOfWork.run((inner) => inner.counters.total(), { isolation: 'read committed' });
      },
      { isolation: 'serializable' },
    );
    expect(seen).toBe(1n);
  });
}

/** Listened to from the start: a refusal may come before anybody waits for it. */
function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

async function increment(counters: CounterRepository, id: string): Promise<void> {
  const counter = await counters.findForUpdate(id);
  if (counter === null) throw new Error(`The counter ${id} was stored.`);
  await counters.save({ ...counter, value: counter.value + 1n });
}
