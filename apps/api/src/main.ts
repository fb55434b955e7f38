import { createContainer, InvalidEnvironment, readConfig } from '@2krika/composition';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { createApi } from './create-api.js';

const VERSION = '1.0.0';
/** Milliseconds after which a process that cannot finish is ended. */
const LAST_RESORT = 8_000;

try {
  const config = readConfig(process.env);
  const logger = pino({
    level: config.logLevel,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { app: 'api' },
  });
  const open = await createContainer({ config, logger });
  const api = createApi({ open, stage: config.stage, logger, version: VERSION });
  closeWithGrace({ delay: LAST_RESORT, logger }, async ({ err }) => {
    if (err)
      logger.fatal({ error: err.name, message: err.message, stack: err.stack }, 'the process is ending');
    await api.close();
    await open.close();
  });
  const url = await api.listen({ host: config.host, port: config.port });
  process.send?.({ ready: true, url });
} catch (error) {
  if (!(error instanceof InvalidEnvironment)) throw error;
  for (const fault of error.faults) process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
