import { FakeClock, until } from '@2krika/domain/testing';
import type { Logger } from '@2krika/composition';
import type { Job } from '../jobs/job.js';
import { JobLoop } from './job-loop.js';

/** A job that finds what it is told to, round by round, and then nothing. */
class ScriptedJob implements Job {
  readonly name = 'scripted';
  rounds = 0;
  finish: () => void = () => undefined;

  constructor(private readonly script: readonly (number | Error | 'hang')[] = []) {}

  async run(): Promise<number> {
    const found = this.script[this.rounds] ?? 0;
    this.rounds += 1;
    if (found instanceof Error) throw found;
    if (found !== 'hang') return found;
    await new Promise<void>((resolve) => {
      this.finish = resolve;
    });
    return 0;
  }
}

describe('JobLoop', () => {
  const lines: object[] = [];
  const ignore = () => undefined;
  const logger: Logger = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (fields) => lines.push(fields),
  };
  let loop: JobLoop | null = null;

  function start(job: Job): JobLoop {
    loop = new JobLoop(job, new FakeClock(), logger);
    return loop;
  }

  beforeEach(() => {
    lines.length = 0;
  });

  afterEach(async () => {
    await loop?.stop();
  });

  it('looks again at once as long as it finds something', async () => {
    const job = new ScriptedJob([20, 20, 20, 3]);
    const begun = performance.now();
    start(job);
    await until(() => job.rounds === 5);
    // Four pauses of a second would lie between the five.
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('looks when it is woken', async () => {
    const job = new ScriptedJob();
    const woken = start(job);
    const begun = performance.now();
    await until(() => {
      woken.wake();
      return job.rounds >= 5;
    });
    // Four pauses of a second would lie between the five.
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('looks once more when it was woken while it looked', async () => {
    const job = new ScriptedJob(['hang']);
    const begun = performance.now();
    const woken = start(job);
    await until(() => job.rounds === 1);
    woken.wake();
    job.finish();
    await until(() => job.rounds === 2);
    expect(performance.now() - begun).toBeLessThan(900);
  });

  it('looks behind the round under way for whoever wants to know what there was', async () => {
    const job = new ScriptedJob(['hang', 7]);
    const looking = start(job);
    await until(() => job.rounds === 1);
    const found = looking.look();
    await new Promise(setImmediate);
    expect(job.rounds).toBe(1);
    job.finish();
    expect(await found).toBe(7);
  });

  it('goes on after a failure, and says of each cause its name and message', async () => {
    const cause = new RangeError('too much');
    const job = new ScriptedJob([new AggregateError([cause, new Error('too little')], 'two failed')]);
    const failing = start(job);
    await until(() => {
      failing.wake();
      return job.rounds === 2;
    });
    expect(lines).toEqual([{ job: 'scripted', error: ['RangeError: too much', 'Error: too little'] }]);
  });

  it('stops once the round under way has ended, and looks no more', async () => {
    const job = new ScriptedJob(['hang']);
    const stopping = start(job);
    await until(() => job.rounds === 1);
    let hasStopped = false;
    const stopped = stopping.stop().then(() => {
      hasStopped = true;
    });
    await new Promise(setImmediate);
    expect(hasStopped).toBe(false);
    job.finish();
    await stopped;
    expect(job.rounds).toBe(1);
  });
});
