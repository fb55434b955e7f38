import { Unavailable } from '@2krika/domain';
import closeWithGrace from 'close-with-grace';
import { pino, type Logger as PinoLogger } from 'pino';
import { readConfig, type Config } from './config.js';
import { createContainer, type ContainerOptions, type OpenContainer } from './create-container.js';
import { InvalidEnvironment } from './environment.js';
import { MetricsServer } from './metrics/metrics-server.js';
import { Metrics } from './metrics/metrics.js';

/** Milliseconds after which a process that cannot finish is ended. */
const LAST_RESORT = 8_000;

export interface AppContext {
  readonly config: Config;
  readonly open: OpenContainer;
  readonly logger: PinoLogger;
  readonly metrics: Metrics;
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
 * parent that listens is told once it is ready. What the environment lacks is a line each, a database or an address
 * without which it cannot start is one, and either ends in exit code 1.
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
  const metrics = new Metrics(name);
  const open = await openOrFault(name, { config, logger, statements: metrics });
  if (!open) return;
  metrics.watch(() => open.pools());
  const stops: (() => Promise<unknown>)[] = [];
  const grace = closeWithGrace({ delay: LAST_RESORT, logger }, async ({ err }) => {
    if (err)
      logger.fatal({ error: err.name, message: err.message, stack: err.stack }, 'the process is ending');
    // The figures go last: how a process ends is worth seeing as well.
    for (const stop of stops.toReversed()) await stop();
    await open.close();
  });
  try {
    const urls = await startMetrics(config, metrics, stops);
    const app = await start({ config, open, logger, metrics });
    stops.push(() => app.stop());
    process.send?.({ ready: true, ...urls, ...(app.url === undefined ? {} : { url: app.url }) });
  } catch (error) {
    if (!isAddressFault(error)) throw error;
    // It would end the process as if all were well.
    grace.uninstall();
    endWith(`${name} cannot start: ${error.message}`);
    for (const stop of stops) await stop();
    await open.close();
  }
}

async function startMetrics(
  { host, metricsPort }: Config,
  metrics: Metrics,
  stops: (() => Promise<unknown>)[],
): Promise<{ readonly metricsUrl?: string }> {
  if (metricsPort === null) return {};
  const server = await MetricsServer.listen({ host, port: metricsPort, metrics });
  stops.push(() => server.close());
  return { metricsUrl: server.url };
}

function configOrFaults(): Config | null {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof InvalidEnvironment)) throw error;
    for (const fault of error.faults) endWith(fault);
    return null;
  }
}

/** What does not answer is for people to look at: where in our code it was asked tells them nothing. */
async function openOrFault(name: string, options: ContainerOptions): Promise<OpenContainer | null> {
  try {
    return await createContainer(options);
  } catch (error) {
    if (!isDatabaseFault(error)) throw error;
    const reason = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    endWith(`${name} cannot start: ${error.message}${reason}`);
    return null;
  }
}

function isDatabaseFault(error: unknown): error is Error {
  return error instanceof Unavailable || (error instanceof Error && error.name === 'SessionSettingsMissing');
}

/** An address that another process listens on, that this host has not got, or that is not for everybody. */
function isAddressFault(error: unknown): error is Error {
  const codes: readonly unknown[] = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'];
  return (
    error instanceof Error &&
    'syscall' in error &&
    error.syscall === 'listen' &&
    'code' in error &&
    codes.includes(error.code)
  );
}

function endWith(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
