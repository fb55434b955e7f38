import { LockTimeout, MINUTE } from '@2krika/domain';
import { LockManager } from './lock-manager.js';
import { Deadlock } from './transaction-conflict.js';

describe('LockManager', () => {
  it('gives a lock to one owner, any number of times', async () => {
    const locks = new LockManager<string>(MINUTE);
    await locks.acquire('row', 'ann');
    await locks.acquire('row', 'ann');
    expect(locks.waiting).toBe(0);
  });

  it('hands a released lock to whoever came first', async () => {
    const locks = new LockManager<string>(MINUTE);
    const order: string[] = [];
    await locks.acquire('row', 'ann');
    const turns = ['bob', 'cid', 'dan'].map(async (owner) => {
      await locks.acquire('row', owner);
      order.push(owner);
      locks.releaseAll(owner);
    });
    expect(locks.waiting).toBe(3);
    locks.releaseAll('ann');
    await Promise.all(turns);
    expect(order).toEqual(['bob', 'cid', 'dan']);
    expect(locks.waiting).toBe(0);
  });

  it('releases all locks of an owner and no other', async () => {
    const locks = new LockManager<string>(1);
    await locks.acquire('left', 'ann');
    await locks.acquire('right', 'ann');
    await locks.acquire('middle', 'bob');
    locks.releaseAll('ann');
    await locks.acquire('left', 'cid');
    await locks.acquire('right', 'cid');
    await expect(locks.acquire('middle', 'cid')).rejects.toThrow(LockTimeout);
  });

  it('lets those behind one who gave up have their turn', async () => {
    const locks = new LockManager<string>(20);
    await locks.acquire('row', 'ann');
    const gaveUp = locks.acquire('row', 'bob');
    await expect(gaveUp).rejects.toThrow(LockTimeout);
    expect(locks.waiting).toBe(0);
    const turn = locks.acquire('row', 'cid');
    locks.releaseAll('ann');
    await turn;
    await expect(locks.acquire('row', 'bob')).rejects.toThrow(LockTimeout);
  });

  it('refuses whoever would close a circle of three', async () => {
    const locks = new LockManager<string>(MINUTE);
    await locks.acquire('a', 'ann');
    await locks.acquire('b', 'bob');
    await locks.acquire('c', 'cid');
    const ann = locks.acquire('b', 'ann');
    const bob = locks.acquire('c', 'bob');
    await expect(locks.acquire('a', 'cid')).rejects.toThrow(Deadlock);
    locks.releaseAll('cid');
    await bob;
    locks.releaseAll('bob');
    await ann;
  });

  it('does not take two who wait for the same third for a deadlock', async () => {
    const locks = new LockManager<string>(MINUTE);
    await locks.acquire('a', 'ann');
    await locks.acquire('b', 'bob');
    const bob = locks.acquire('a', 'bob');
    const cid = locks.acquire('b', 'cid');
    expect(locks.waiting).toBe(2);
    locks.releaseAll('ann');
    await bob;
    locks.releaseAll('bob');
    await cid;
  });
});
