import type { Job } from '../jobs/job.js';
import { runJobs } from './run-jobs.js';

describe('runJobs', () => {
  it('runs all of them until none finds anything: one may make work for an earlier one', async () => {
    const order: string[] = [];
    let letters = 0;
    const reader: Job = {
      name: 'reader',
      async run() {
        order.push('reader');
        return letters > 0 ? letters-- : 0;
      },
    };
    const writer: Job = {
      name: 'writer',
      async run() {
        order.push('writer');
        if (order.length > 2) return 0;
        letters = 1;
        return 1;
      },
    };
    await runJobs([reader, writer], () => new Date(0));
    expect(order).toEqual(['reader', 'writer', 'reader', 'writer', 'reader', 'writer']);
    expect(letters).toBe(0);
  });

  it('gives up on jobs that make work for each other for ever', async () => {
    const endless: Job = { name: 'endless', run: async () => 1 };
    await expect(runJobs([endless], () => new Date(0))).rejects.toThrow('100 rounds');
  });
});
