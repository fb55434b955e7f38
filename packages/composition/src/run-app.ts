import closeWithGrace from 'close-with-grace';
import { pino, type Logger as PinoLogger } from 'pino';
import { readConfig, type Config } from './config.js';
import { createContainer, type OpenContainer } from './create-container.js';
import { InvalidEnvironment } from './environment.js';

/** Milliseconds after which a process that cannot finish is ended. */
const LAST_RESORT = 8_000;

export interface AppContext {
  readonly config: Config;
  readonly open: OpenContainer;
  readonly logger: PinoLogger;
}

/** An app at work. */
export interface RunningApp {
  /** Where it can be reached, when it can. */
  readonly url?: string;
  /** Finishes what it was asked. The container is still open. */
  stop(): Promise<unknown>;
}

/**
 * Runs an app as this whole process: until a signal or an error nobody foresaw, and then to its end in order. A
 * parent that listens is told once it is ready. What the environment lacks is a line each, and exit code 1.
 */
export async function runApp(
  name: string,
  start: (context: AppContext) => Promise<RunningApp> | RunningApp,
): Promise<void> {
  const config = configOrFaults();
  if (!config) return;
  const logger = pino({
    level: config.logLevel,
    timestamp: pino.stdTimeFunctions.isoTime,
    base: { app: name },
  });
  const open = await createContainer({ config, logger });
  let stop: RunningApp['stop'] = () => Promise.resolve();
  closeWithGrace({ delay: LAST_RESORT, logger }, async ({ err }) => {
    if (err)
      logger.fatal({ error: err.name, message: err.message, stack: err.stack }, 'the process is ending');
    await stop();
    await open.close();
  });
  const app = await start({ config, open, logger });
  stop = () => app.stop();
  process.send?.({ ready: true, ...(app.url === undefined ? {} : { url: app.url }) });
}

function configOrFaults(): Config | null {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof InvalidEnvironment)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    process.exitCode = 1;
    return null;
  }
}
