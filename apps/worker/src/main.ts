import { runApp } from '@2krika/composition';
import { Worker } from './runner/worker.js';

await runApp('worker', ({ open, logger }) => {
  const worker = Worker.start(open, logger);
  logger.info({}, 'the worker looks for work');
  return { stop: () => worker.stop() };
});
