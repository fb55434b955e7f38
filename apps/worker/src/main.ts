import { createContainer, InvalidEnvironment, readConfig } from '@2krika/composition';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { Worker } from './runner/worker.js';

/** Milliseconds after which a process that cannot finish is ended. */
const LAST_RESORT = 8_000;

try {
  const config = readConfig(process.env);
  const logger = pino({
    level: config.logLevel,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { app: 'worker' },
  });
  const open = await createContainer({ config, logger });
  const worker = Worker.start(open, logger);
  closeWithGrace({ delay: LAST_RESORT, logger }, async ({ err }) => {
    if (err)
      logger.fatal({ error: err.name, message: err.message, stack: err.stack }, 'the process is ending');
    await worker.stop();
    await open.close();
  });
  logger.info({}, 'the worker looks for work');
  process.send?.({ ready: true });
} catch (error) {
  if (!(error instanceof InvalidEnvironment)) throw error;
  for (const fault of error.faults) process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
