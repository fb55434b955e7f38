import { AlreadyExists, StaleVersion, type Transaction } from '@2krika/domain';
import { LabelTaken, newCounter, type UnitOfWorkHarness } from './unit-of-work-harness.js';

export function manualFormContract(current: () => UnitOfWorkHarness): void {
  it('keeps what was written once it is committed', async () => {
    const { counters } = current();
    const counter = newCounter({ label: 'kept', value: 7n });
    const transaction = await counters.begin();
    await counters.add(counter, { transaction });
    await counters.save({ ...counter, value: 8n }, { transaction });
    await transaction.commit();
    expect(await counters.find(counter.id)).toEqual({ ...counter, value: 8n, version: 1 });
  });

  it('undoes everything on rollback', async () => {
    const { counters } = current();
    const stored = newCounter({ value: 7n });
    const added = newCounter({ label: 'added' });
    await counters.add(stored);
    const transaction = await counters.begin();
    await counters.add(added, { transaction });
    await counters.save({ ...stored, value: 8n }, { transaction });
    await transaction.rollback();
    expect(await counters.find(stored.id)).toEqual(stored);
    expect(await counters.find(added.id)).toBeNull();
    await counters.add(newCounter({ label: 'added' }));
  });

  it('shows its writes to itself at once and to others after the commit', async () => {
    const { counters } = current();
    const counter = newCounter({ value: 7n });
    const [writer, reader] = await Promise.all([counters.begin(), counters.begin()]);
    await counters.add(counter, { transaction: writer });
    expect(await counters.find(counter.id, { transaction: writer })).toEqual(counter);
    expect(await counters.total({ transaction: writer })).toBe(7n);
    expect(await counters.find(counter.id, { transaction: reader })).toBeNull();
    expect(await counters.find(counter.id)).toBeNull();
    await writer.commit();
    expect(await counters.find(counter.id, { transaction: reader })).toEqual(counter);
    await reader.commit();
  });

  it('keeps two open transactions apart', async () => {
    const { counters } = current();
    const [left, right] = [newCounter({ value: 1n }), newCounter({ value: 2n })];
    const [kept, undone] = await Promise.all([counters.begin(), counters.begin()]);
    await counters.add(left, { transaction: kept });
    await counters.add(right, { transaction: undone });
    await undone.rollback();
    await kept.commit();
    expect(await counters.find(left.id)).toEqual(left);
    expect(await counters.find(right.id)).toBeNull();
  });

  it('keeps nothing of an object that was changed and not saved', async () => {
    const { counters } = current();
    const mutable = { ...newCounter({ value: 7n }) };
    await counters.add(mutable);
    mutable.value = 8n;
    const found = await counters.find(mutable.id);
    if (found === null) throw new Error('The counter was added.');
    Object.assign(found, { value: 9n });
    expect(await counters.find(mutable.id)).toMatchObject({ value: 7n });
  });

  it('rolls back twice, after a commit and after a failed commit without a word', async () => {
    const { counters } = current();
    const counter = newCounter();
    const undone = await counters.begin();
    await undone.rollback();
    await undone.rollback();

    const kept = await counters.begin();
    await counters.add(counter, { transaction: kept });
    await kept.commit();
    await kept.rollback();
    expect(await counters.find(counter.id)).toEqual(counter);

    const failed = await counters.begin();
    await expect(counters.add(counter, { transaction: failed })).rejects.toThrow(AlreadyExists);
    await expect(failed.commit()).rejects.toThrow(AlreadyExists);
    await failed.rollback();
  });

  it('refuses every statement after a failed one, and commits nothing but throws the first failure', async () => {
    const { counters } = current();
    const [before, after] = [newCounter({ label: 'taken' }), newCounter()];
    const transaction = await counters.begin();
    await counters.add(before, { transaction });
    await expect(counters.add(newCounter({ label: 'taken' }), { transaction })).rejects.toThrow(LabelTaken);
    await expect(counters.add(after, { transaction })).rejects.toThrow('transaction');
    await expect(counters.find(before.id, { transaction })).rejects.toThrow('transaction');
    await expect(transaction.commit()).rejects.toThrow(LabelTaken);
    expect(await counters.find(before.id)).toBeNull();
    expect(await counters.find(after.id)).toBeNull();
  });

  it('rejects statements sent together with the first failure', async () => {
    const { counters } = current();
    const counter = newCounter({ label: 'once' });
    const transaction = await counters.begin();
    const together = Promise.all([
      counters.add(counter, { transaction }),
      counters.add(newCounter({ label: 'once' }), { transaction }),
      counters.add(newCounter(), { transaction }),
    ]);
    await expect(together).rejects.toThrow(LabelTaken);
    await transaction.rollback();
    expect(await counters.total()).toBe(0n);
  });

  it('runs statements sent together in the order they were sent', async () => {
    const { counters } = current();
    const counter = newCounter({ value: 1n });
    const transaction = await counters.begin();
    const [, , total] = await Promise.all([
      counters.add(counter, { transaction }),
      counters.save({ ...counter, value: 5n }, { transaction }),
      counters.total({ transaction }),
      transaction.commit(),
    ]);
    expect(total).toBe(5n);
    expect(await counters.find(counter.id)).toEqual({ ...counter, value: 5n, version: 1 });
  });

  it.each(['commit', 'rollback'] as const)('refuses statements and a commit after a %s', async (end) => {
    const { counters } = current();
    const counter = newCounter();
    const transaction = await counters.begin();
    const ending = transaction[end]();
    await expect(counters.add(counter, { transaction })).rejects.toThrow('transaction');
    await ending;
    await expect(counters.add(counter, { transaction })).rejects.toThrow('transaction');
    await expect(counters.find(counter.id, { transaction })).rejects.toThrow('transaction');
    await expect(transaction.commit()).rejects.toThrow('transaction');
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('refuses a transaction of another store', async () => {
    const { counters, beginElsewhere } = current();
    const counter = newCounter();
    const transaction = await beginElsewhere();
    await expect(counters.add(counter, { transaction })).rejects.toThrow('another');
    await transaction.rollback();
    expect(await counters.find(counter.id)).toBeNull();
  });

  it('locks a row only inside a transaction', async () => {
    const { counters } = current();
    const counter = newCounter();
    await counters.add(counter);
    await expect(counters.findForUpdate(counter.id)).rejects.toThrow('only inside a transaction');
    const transaction = await counters.begin();
    expect(await counters.findForUpdate(counter.id, { transaction })).toEqual(counter);
    await transaction.rollback();
  });

  it('leaves no trace of a single statement that failed', async () => {
    const { counters } = current();
    const counter = newCounter({ label: 'taken' });
    await counters.add(counter);
    await expect(counters.add(counter)).rejects.toThrow(AlreadyExists);
    await expect(counters.add(newCounter({ label: 'taken' }))).rejects.toThrow(LabelTaken);
    await expect(counters.save({ ...counter, version: 1 })).rejects.toThrow(StaleVersion);
    await expect(counters.save(newCounter())).rejects.toThrow(StaleVersion);
    await counters.save({ ...counter, value: 8n });
    expect(await counters.total()).toBe(8n);
  });

  it('lets any number of rows have no label, and frees a label with the row that gives it up', async () => {
    const { counters } = current();
    const counter = newCounter({ label: 'moving' });
    const heir = newCounter({ label: null });
    await counters.add(counter);
    await counters.add(heir);
    const transaction = await counters.begin();
    await counters.save({ ...counter, label: null }, { transaction });
    await counters.save({ ...heir, label: 'moving' }, { transaction });
    await transaction.commit();
    await expect(counters.add(newCounter({ label: 'moving' }))).rejects.toThrow(LabelTaken);
  });

  it('reports an open transaction with the stack that began it', async () => {
    const { counters, unfinished } = current();
    async function forgetToFinish(): Promise<Transaction> {
      return counters.begin();
    }
    const transaction = await forgetToFinish();
    expect(unfinished()).toEqual([expect.stringContaining('forgetToFinish')]);
    await transaction.rollback();
    expect(unfinished()).toEqual([]);
  });
}
