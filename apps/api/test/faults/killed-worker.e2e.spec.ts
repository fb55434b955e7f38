import { SECOND } from '@2krika/domain';
import type { AppProcess } from './app-process.js';
import { BusyDay } from './busy-day.js';
import { stopAt, WORK } from './held-work.js';
import type { Installation } from './installation.js';
import { expectOperatorAgrees, expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

/** Enough for one of them to be caught, few enough to be quick. */
const SELLERS = 3;

describe('a worker that ends in the middle of its work', () => {
  const opened = useInstallation();
  let installation: Installation;
  let day: BusyDay;
  let stopped: AppProcess | null = null;

  beforeAll(async () => {
    installation = opened();
    day = await BusyDay.begin(installation, SELLERS);
  }, SLOW);

  afterEach(async () => {
    await stopped?.kill();
    stopped = null;
  });

  it.each(WORK)(
    'by SIGKILL, $name, has it done by its successor within ten seconds, once',
    async (work) => {
      const worker = installation.running('worker');
      await stopAt(work, worker, installation, day);
      await worker.kill();

      await installation.run('worker');
      const start = performance.now();
      await day.market.eventually(
        () => installation.tables.count(work.table, work.undone),
        (count) => count === 0,
      );
      expect(performance.now() - start).toBeLessThan(10 * SECOND);
      await expectSound(installation, day.market);
      await expectOperatorAgrees(installation);
    },
    SLOW,
  );

  it.each(WORK)(
    'by SIGSTOP, $name, changes nothing when it goes on long after another has done it',
    async (work) => {
      stopped = installation.running('worker');
      await stopAt(work, stopped, installation, day);

      await installation.run('worker');
      await expectSound(installation, day.market);
      stopped.signal('SIGCONT');
      // It goes on with what it was at before it looks for what has become due.
      await installation.letPass(SECOND);
      await expectSound(installation, day.market);
      await expectOperatorAgrees(installation);
    },
    SLOW,
  );
});
