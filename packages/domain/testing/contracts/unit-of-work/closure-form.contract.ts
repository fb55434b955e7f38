import { AlreadyExists, TransactionMisuse } from '@2krika/domain';
import { Barrier } from '../../concurrency.js';
import { LabelTaken, newCounter, type UnitOfWorkHarness } from './unit-of-work-harness.js';

export function closureFormContract(current: () => UnitOfWorkHarness): void {
  it('commits when the work resolves, and answers what it answered', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const answer = await unitOfWork.run(async (scope) => {
      await scope.counters.add(counter);
      return scope.counters.find(counter.id);
    });
    expect(answer).toEqual(counter);
    expect(await counters.find(counter.id)).toEqual(counter);
  });

  it('rolls back when the work rejects, and rejects with the same error', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const refusal = new Error('No.');
    let tries = 0;
    const run = unitOfWork.run(async (scope) => {
      tries += 1;
      await scope.counters.add(counter);
      throw refusal;
    });
    await expect(run).rejects.toBe(refusal);
    expect(tries).toBe(1);
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('writes the same as the manual form', async () => {
    const { counters, unitOfWork } = current();
    const [manual, closure] = [newCounter({ label: 'manual' }), newCounter({ label: 'closure' })];
    const transaction = await counters.begin();
    await counters.add(manual, { transaction });
    await counters.save({ ...manual, value: 9n }, { transaction });
    await transaction.commit();
    await unitOfWork.run(async (scope) => {
      await scope.counters.add(closure);
      await scope.counters.save({ ...closure, value: 9n });
    });
    expect(await counters.find(closure.id)).toEqual({
      ...(await counters.find(manual.id)),
      id: closure.id,
      label: 'closure',
    });
  });

  it('rejects with the first failure when the work swallows a failed statement', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter({ label: 'taken' });
    const run = unitOfWork.run(async (scope) => {
      await scope.counters.add(counter);
      await scope.counters.add(newCounter({ label: 'taken' })).catch(() => undefined);
      await scope.counters.add(counter).catch(() => undefined);
    });
    await expect(run).rejects.toThrow(LabelTaken);
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('joins an inner run to the outer one', async () => {
    const { counters, unitOfWork } = current();
    const [outer, inner] = [newCounter({ value: 1n }), newCounter({ value: 2n })];
    const refusal = new Error('No.');
    const total = await unitOfWork.run(async (scope) => {
      await scope.counters.add(outer);
      return unitOfWork.run((innerScope) => innerScope.counters.total());
    });
    expect(total).toBe(1n);
    const run = unitOfWork.run(async () => {
      await unitOfWork.run((scope) => scope.counters.add(inner));
      throw refusal;
    });
    await expect(run).rejects.toBe(refusal);
    expect(await counters.find(inner.id)).toBeNull();
  });

  it('shows what it wrote to whatever of the store is used inside it, and keeps none of it on its own', async () => {
    const { counters, unitOfWork } = current();
    const [first, second] = [newCounter({ value: 1n }), newCounter({ value: 2n })];
    const refusal = new Error('No.');
    const run = unitOfWork.run(async (scope) => {
      await scope.counters.add(first);
      expect(await counters.find(first.id)).toEqual(first);
      await counters.add(second);
      expect(await scope.counters.total()).toBe(3n);
      throw refusal;
    });
    await expect(run).rejects.toBe(refusal);
    expect(await counters.total()).toBe(0n);
  });

  it('lets fifty at once use the store inside their runs', async () => {
    const { counters, unitOfWork } = current();
    const runs = Array.from({ length: 50 }, (_, index) =>
      unitOfWork.run(async (scope) => {
        const counter = newCounter({ value: BigInt(index) });
        await scope.counters.add(counter);
        return counters.find(counter.id);
      }),
    );
    const found = await Promise.all(runs);
    expect(found.map((counter) => counter?.value)).toEqual(runs.map((_, index) => BigInt(index)));
  });

  it('undoes the outer run when an inner one rejects, even if the outer work catches it', async () => {
    const { counters, unitOfWork } = current();
    const [outer, inner] = [newCounter(), newCounter()];
    const refusal = new Error('No.');
    const run = unitOfWork.run(async (scope) => {
      await scope.counters.add(outer);
      const innerRun = unitOfWork.run(async (innerScope) => {
        await innerScope.counters.add(inner);
        throw refusal;
      });
      await innerRun.catch(() => undefined);
    });
    await expect(run).rejects.toBe(refusal);
    expect(await counters.find(outer.id)).toBeNull();
    expect(await counters.find(inner.id)).toBeNull();
  });

  it('refuses an inner run that asks for a stricter isolation than the outer one, and undoes both', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    let isInnerRun = false;
    const run = unitOfWork.run(async (scope) => {
      await scope.counters.add(counter);
      const inner = unitOfWork.run(
        () => {
          isInnerRun = true;
          return Promise.resolve();
        },
        { isolation: 'serializable' },
      );
      await inner.catch(() => undefined);
    });
    await expect(run).rejects.toThrow(TransactionMisuse);
    expect(isInnerRun).toBe(false);
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('joins an inner run that asks for as much as the outer one has', async () => {
    const { unitOfWork } = current();
    const isolation = { isolation: 'serializable' } as const;
    const total = unitOfWork.run(
      () => unitOfWork.run((inner) => inner.counters.total(), isolation),
      isolation,
    );
    expect(await total).toBe(0n);
  });

  it('keeps runs that are started side by side apart', async () => {
    const { counters, unitOfWork } = current();
    const [kept, undone] = [newCounter(), newCounter()];
    const bothWrote = new Barrier(2);
    const refusal = new Error('No.');
    const [first, second] = await Promise.allSettled([
      unitOfWork.run(async (scope) => {
        await scope.counters.add(kept);
        await bothWrote.arrive();
      }),
      unitOfWork.run(async (scope) => {
        await scope.counters.add(undone);
        await bothWrote.arrive();
        throw refusal;
      }),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toEqual({ status: 'rejected', reason: refusal });
    expect(await counters.find(kept.id)).toEqual(kept);
    expect(await counters.find(undone.id)).toBeNull();
  });

  it('joins no run that ended, although it was started by what that run left behind', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const ended = new Barrier(2);
    const leftBehind: Promise<void>[] = [];
    await unitOfWork.run(() => {
      leftBehind.push(ended.arrive().then(() => unitOfWork.run((scope) => scope.counters.add(counter))));
      return Promise.resolve();
    });
    await ended.arrive();
    await Promise.all(leftBehind);
    expect(await counters.find(counter.id)).toEqual(counter);
  });

  it('refuses to begin a transaction from a repository that belongs to one', async () => {
    const { unitOfWork } = current();
    const run = unitOfWork.run((scope) => scope.counters.begin());
    await expect(run).rejects.toThrow('transaction');
  });

  it('refuses the statements of a scope that outlived its run', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const escaped = await unitOfWork.run((scope) => Promise.resolve(scope));
    await expect(escaped.counters.add(counter)).rejects.toThrow('transaction');
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('calls the hooks after the commit, in their order', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    const calls: unknown[] = [];
    await unitOfWork.run(async (scope) => {
      scope.afterCommit(() => calls.push(counters.find(counter.id)));
      scope.afterCommit(() => calls.push('second'));
      await scope.counters.add(counter);
      await unitOfWork.run((inner) => {
        inner.afterCommit(() => calls.push('inner'));
        return Promise.resolve();
      });
      expect(calls).toEqual([]);
    });
    expect(await Promise.all(calls)).toEqual([counter, 'second', 'inner']);
  });

  it('calls no hook of a run that rejects or whose commit fails', async () => {
    const { counters, unitOfWork } = current();
    const counter = newCounter();
    await counters.add(counter);
    const calls: string[] = [];
    const rejecting = unitOfWork.run((scope) => {
      scope.afterCommit(() => calls.push('rejecting'));
      return scope.counters.add(counter);
    });
    await expect(rejecting).rejects.toThrow(AlreadyExists);
    const swallowing = unitOfWork.run((scope) => {
      scope.afterCommit(() => calls.push('swallowing'));
      return scope.counters.add(counter).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow(AlreadyExists);
    expect(calls).toEqual([]);
  });
}
