import { AlreadyExists, StaleVersion, TransactionMisuse } from '@2krika/domain';
import { Barrier, until } from '../../concurrency.js';
import {
  elsewhere,
  LabelTaken,
  newCounter,
  type CounterScope,
  type UnitOfWorkHarness,
} from './unit-of-work-harness.js';

const SAVEPOINT = { savepoint: true };

export function savepointsContract(current: () => UnitOfWorkHarness): void {
  const refusal = new Error('No.');

  /** An inner run that writes by the work, rejects with the refusal, and is caught. */
  async function undone(work: (scope: CounterScope) => Promise<unknown>): Promise<void> {
    const run = current().unitOfWork.run(async (scope) => {
      await work(scope);
      throw refusal;
    }, SAVEPOINT);
    await expect(run).rejects.toBe(refusal);
  }

  it('undoes an inner run that rejects, and keeps what the outer one wrote before and after', async () => {
    const { counters, unitOfWork } = current();
    const [before, inner, after] = [
      newCounter({ label: 'before' }),
      newCounter({ label: 'inner' }),
      newCounter(),
    ];
    await unitOfWork.run(async (scope) => {
      await scope.counters.add(before);
      await undone(async (innerScope) => {
        await innerScope.counters.add(inner);
        await innerScope.counters.save({ ...before, value: 9n });
      });
      expect(await scope.counters.find(inner.id)).toBeNull();
      expect(await scope.counters.find(before.id)).toEqual(before);
      await scope.counters.add({ ...after, label: 'inner' });
    });
    expect(await counters.find(before.id)).toEqual(before);
    expect(await counters.find(inner.id)).toBeNull();
    expect(await counters.find(after.id)).toEqual({ ...after, label: 'inner' });
  });

  it('keeps an inner run that resolves with the outer one, and undoes it with the outer one', async () => {
    const { counters, unitOfWork } = current();
    const [kept, lost] = [newCounter(), newCounter()];
    const write = (counter: typeof kept) =>
      unitOfWork.run(async (scope) => {
        await scope.counters.add(counter);
        return scope.counters.find(counter.id);
      }, SAVEPOINT);
    await unitOfWork.run(async () => {
      expect(await write(kept)).toEqual(kept);
    });
    const run = unitOfWork.run(async () => {
      await write(lost);
      throw refusal;
    });
    await expect(run).rejects.toBe(refusal);
    expect(await counters.find(kept.id)).toEqual(kept);
    expect(await counters.find(lost.id)).toBeNull();
  });

  it('undoes an inner run of which a statement failed, though its work swallowed that', async () => {
    const { counters, unitOfWork } = current();
    const [outer, inner] = [newCounter({ label: 'taken' }), newCounter()];
    await unitOfWork.run(async (scope) => {
      await scope.counters.add(outer);
      const run = unitOfWork.run(async ({ counters: innerCounters }) => {
        await innerCounters.add(inner);
        await innerCounters.add(newCounter({ label: 'taken' })).catch(() => undefined);
        await innerCounters.add(outer).catch(() => undefined);
      }, SAVEPOINT);
      await expect(run).rejects.toThrow(LabelTaken);
      await expect(unitOfWork.run((again) => again.counters.add(outer), SAVEPOINT)).rejects.toThrow(
        AlreadyExists,
      );
    });
    expect(await counters.find(outer.id)).toEqual(outer);
    expect(await counters.find(inner.id)).toBeNull();
  });

  it('undoes the innermost of several alone', async () => {
    const { counters, unitOfWork } = current();
    const [middle, innermost] = [newCounter(), newCounter()];
    await unitOfWork.run(() =>
      unitOfWork.run(async (scope) => {
        await scope.counters.add(middle);
        await undone((innerScope) => innerScope.counters.add(innermost));
      }, SAVEPOINT),
    );
    expect(await counters.find(middle.id)).toEqual(middle);
    expect(await counters.find(innermost.id)).toBeNull();
  });

  it('undoes with one that rejects those inside of it that resolved', async () => {
    const { counters, unitOfWork } = current();
    const inner = newCounter();
    await unitOfWork.run(() => undone(() => unitOfWork.run((scope) => scope.counters.add(inner), SAVEPOINT)));
    expect(await counters.find(inner.id)).toBeNull();
  });

  it('calls the hooks of the inner runs that were kept, and of no other', async () => {
    const { unitOfWork } = current();
    const calls: string[] = [];
    const hook = (name: string) => (scope: CounterScope) => {
      scope.afterCommit(() => calls.push(name));
      return Promise.resolve();
    };
    await unitOfWork.run(async (scope) => {
      await hook('before')(scope);
      await undone(hook('undone'));
      await unitOfWork.run(hook('kept'), SAVEPOINT);
    });
    await Promise.resolve();
    expect(calls).toEqual(['before', 'kept']);
  });

  it('lets others have at once what an undone inner run had locked, and nothing the outer one had', async () => {
    const { counters, unitOfWork, waiting } = current();
    let late: Promise<void> = Promise.resolve();
    const [locked, held] = [newCounter({ label: 'inner' }), newCounter({ label: 'outer' })];
    for (const counter of [locked, held]) await counters.add(counter);
    await unitOfWork.run(async (scope) => {
      await scope.counters.findForUpdate(held.id);
      await undone(async (inner) => {
        await inner.counters.findForUpdate(locked.id);
        await inner.counters.findForUpdate(held.id);
        await inner.counters.add(newCounter({ label: 'wanted' }));
      });
      await elsewhere(() => counters.save({ ...locked, value: 2n }));
      await elsewhere(() => counters.add(newCounter({ label: 'wanted' })));
      late = elsewhere(() => counters.save({ ...held, value: 3n }));
      late.catch(() => undefined);
      await until(async () => (await waiting()) === 1);
      await scope.counters.save({ ...held, value: 4n });
    });
    await expect(late).rejects.toThrow(StaleVersion);
    expect(await counters.find(locked.id)).toMatchObject({ value: 2n });
    expect(await counters.find(held.id)).toMatchObject({ value: 4n });
  });

  it('runs the outer work again when an inner one loses a deadlock, although the outer work catches it', async () => {
    const { counters, unitOfWork } = current();
    const [left, right] = [newCounter(), newCounter()];
    for (const counter of [left, right]) await counters.add(counter);
    const bothHoldOne = new Barrier(2);
    let tries = 0;
    const touchBoth = (first: string, second: string) =>
      unitOfWork.run(async (scope) => {
        tries += 1;
        await scope.counters.findForUpdate(first);
        await bothHoldOne.arrive();
        const inner = unitOfWork.run((innerScope) => innerScope.counters.findForUpdate(second), SAVEPOINT);
        await inner.catch(() => undefined);
      });
    await Promise.all([touchBoth(left.id, right.id), touchBoth(right.id, left.id)]);
    expect(tries).toBe(3);
  });

  it('ends the whole when savepoints end in the order in which they began', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const bothBegan = new Barrier(2);
    const firstEnded = new Barrier(2);
    const run = unitOfWork.run(async (scope) => {
      await scope.counters.add(counter);
      const first = unitOfWork.run(() => bothBegan.arrive(), SAVEPOINT).finally(() => firstEnded.arrive());
      const second = unitOfWork.run(async () => {
        await bothBegan.arrive();
        await firstEnded.arrive();
      }, SAVEPOINT);
      await Promise.allSettled([first, second]);
    });
    await expect(run).rejects.toThrow(TransactionMisuse);
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('is a run like any other where there is no outer one', async () => {
    const { counters, unitOfWork } = current();
    const [kept, lost] = [newCounter(), newCounter()];
    await unitOfWork.run((scope) => scope.counters.add(kept), SAVEPOINT);
    await undone((scope) => scope.counters.add(lost));
    expect(await counters.find(kept.id)).toEqual(kept);
    expect(await counters.find(lost.id)).toBeNull();
  });
}
