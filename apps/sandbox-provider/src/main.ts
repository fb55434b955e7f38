import closeWithGrace from 'close-with-grace';
import { explainStartFault, readConfig } from './config.js';
import { FileJournal } from './journal/file-journal.js';
import { createSandboxProvider } from './sandbox-provider.js';

/** Below the two seconds the process has to end in; then it is ended abruptly, which the journal survives. */
const GRACE_MS = 1_500;

function refuseToStart(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`sandbox-provider: ${line}\n`);
  process.exit(1);
}

const config = readConfig(process.env);
if ('faults' in config) refuseToStart(config.faults);

const provider = createSandboxProvider({
  ...config.options,
  journal: new FileJournal(config.dataFolder),
  logger: { level: 'warn' },
});

const url = await provider
  .start()
  .catch((error: unknown) => refuseToStart([explainStartFault(error, config)]));
closeWithGrace({ delay: GRACE_MS }, async ({ err }) => {
  if (err) provider.server.log.fatal(err);
  await provider.stop();
});
process.stdout.write(`sandbox-provider: ${url}\n`);
process.send?.({ ready: true, url });
