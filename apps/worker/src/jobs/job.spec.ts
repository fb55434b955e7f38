import { claimingJob } from './job.js';

const NOW = new Date(0);

describe('claimingJob', () => {
  it('does every unit it claims, and says how many there were', async () => {
    const done: string[] = [];
    const job = claimingJob(
      'letters',
      async (now, limit) => (now === NOW && limit === 20 ? ['a', 'b'] : []),
      async (id) => {
        done.push(id);
      },
    );
    expect(await job.run(NOW)).toBe(2);
    expect(done).toEqual(['a', 'b']);
  });

  it('gives every unit its turn although others fail, and then names every failure', async () => {
    const done: string[] = [];
    const job = claimingJob(
      'letters',
      async () => ['a', 'b', 'c'],
      async (id) => {
        if (id !== 'b') throw new Error(`no ${id}`);
        done.push(id);
      },
    );
    await expect(job.run(NOW)).rejects.toMatchObject({
      errors: [new Error('no a'), new Error('no c')],
      message: '2 of 3 failed.',
    });
    expect(done).toEqual(['b']);
  });
});
