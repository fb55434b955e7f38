import { aLeasedWork, FakeClock, inMemoryStorage } from '@2krika/domain/testing';
import type { Lease } from '@2krika/domain';
import { claimingJob } from './job.js';

const NOW = new Date(0);

describe('claimingJob', () => {
  const held = (unitId: string): Lease => ({ queue: 'payments', unitId, number: 1, attempts: 0 });
  const work = () => aLeasedWork(inMemoryStorage(), new FakeClock(NOW), 7);

  it('does every unit it claims, no more than a batch, and says how many there were', async () => {
    const done: string[] = [];
    const job = claimingJob(
      'letters',
      work(),
      async (now, limit) => (now === NOW && limit === 7 ? [held('a'), held('b')] : []),
      async (id) => {
        done.push(id);
      },
    );
    expect(await job.run(NOW)).toBe(2);
    expect(done).toEqual(['a', 'b']);
  });

  it('gives every unit its turn although others fail', async () => {
    const done: string[] = [];
    const job = claimingJob(
      'letters',
      work(),
      async () => ['a', 'b', 'c'].map(held),
      async (id) => {
        if (id !== 'b') throw new Error(`no ${id}`);
        done.push(id);
      },
    );
    expect(await job.run(NOW)).toBe(3);
    expect(done).toEqual(['b']);
  });
});
