import { SystemClock } from '@2krika/adapters-node';
import { DevelopmentClockStore } from '@2krika/adapters-sql';
import { useTestDatabase } from '@2krika/adapters-sql/testing';
import { HOUR, SECOND, Unavailable } from '@2krika/domain';
import { until } from '@2krika/domain/testing';
import { SharedDevelopmentClock } from './development.js';
import { SILENT } from './logger.js';

describe('SharedDevelopmentClock', () => {
  const opened = useTestDatabase();
  const clocks: SharedDevelopmentClock[] = [];

  /** The clock of one process. */
  async function aProcess() {
    const host = new SystemClock();
    const store = new DevelopmentClockStore(opened().database);
    const clock = await SharedDevelopmentClock.start(host, store, SILENT);
    clocks.push(clock);
    return { clock, host };
  }

  const processes = async (offset: number) => {
    const store = new DevelopmentClockStore(opened().database);
    return store.laggards(offset);
  };

  afterEach(async () => {
    await Promise.all(clocks.splice(0).map((clock) => clock.close()));
    await opened().wipe();
  });

  it('moves the time of every process, and of those that begin later', async () => {
    const [api, worker] = [await aProcess(), await aProcess()];
    await until(async () => (await processes(1)) === 2);
    await api.clock.advance(HOUR);
    expect(worker.host.aheadBy).toBe(HOUR);
    await worker.clock.advance(HOUR);
    expect(api.host.aheadBy).toBe(2 * HOUR);
    expect((await aProcess()).host.aheadBy).toBe(2 * HOUR);
  });

  it('answers once every worker has looked again, even one that takes longer than a beat may be late', async () => {
    const [api, worker] = [await aProcess(), await aProcess()];
    let hasLooked = false;
    worker.clock.onAdvance(async () => {
      const begun = performance.now();
      await until(() => performance.now() - begun > 2.5 * SECOND);
      hasLooked = true;
    });
    await until(async () => (await processes(1)) === 2);
    await api.clock.advance(HOUR);
    expect(hasLooked).toBe(true);
  });

  it('has a worker that failed look again, and waits for it', async () => {
    const [api, worker] = [await aProcess(), await aProcess()];
    let looks = 0;
    worker.clock.onAdvance(async () => {
      looks += 1;
      if (looks === 1) throw new Error('The database was away.');
    });
    await until(async () => (await processes(1)) === 2);
    await api.clock.advance(HOUR);
    expect(looks).toBe(2);
  });

  it('says when a worker does not catch up', async () => {
    const [api, worker] = [await aProcess(), await aProcess()];
    worker.clock.onAdvance(() => Promise.reject(new Error('It makes no sense')));
    await until(async () => (await processes(1)) === 2);
    await expect(api.clock.advance(HOUR)).rejects.toThrow(Unavailable);
    worker.clock.onAdvance(() => Promise.resolve());
  }, 30_000);

  it('does not wait for a process that was killed', async () => {
    const api = await aProcess();
    await new DevelopmentClockStore(opened().database).beat(crypto.randomUUID(), 0);
    const begun = performance.now();
    await api.clock.advance(HOUR);
    expect(performance.now() - begun).toBeLessThan(8 * SECOND);
  });
});
