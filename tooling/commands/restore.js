import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { secondsSince, step } from './progress.js';

const USAGE = `npm run restore -- --environment <name> [<backup>] [--clean]
  Restores both databases from a backup, by default the newest, into empty databases: those of SQL_DATABASE_URL and
  MONGO_DATABASE_URL, else those of development. Then it brings the two together, proves the books and compares the
  stores, and ends with exit code 1 when something is not as it should be.

  --environment   the name of this environment and of the backup's, typed to be sure
  --clean         replace what the databases hold
  BACKUP_FOLDER   where backups are kept, by default the folder backups in DATA_FOLDER
  npm run backup -- --list   shows which there are`;

await command(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { environment: { type: 'string' }, clean: { type: 'boolean', default: false } },
  });
  const [id = null, ...others] = positionals;
  const { environment, clean } = values;
  if (others.length > 0) throw new SetupError(`Unknown argument: ${others.join(' ')}\n${USAGE}`);
  if (environment === undefined)
    throw new SetupError(`--environment is missing: name what is restored.\n${USAGE}`);

  // An image is installed and built once, where it is made.
  if (process.env['NODE_ENV'] !== 'production') {
    await ensureDependencies();
    await build();
  }
  const { useDatabases } = await import('../backup/use-databases.js');
  return useDatabases((env) => restore(env, { id, environment, clean }));
});

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import('@2krika/domain').RestoreBackupInput} wanted
 */
async function restore(env, wanted) {
  const { openBackup, readBackupConfig } = await import('@2krika/composition');
  const { contentsOf, lineOf, tableOf } = await import('../backup/describe-backup.js');
  const { showProgress } = await import('../backup/show-progress.js');
  const begun = performance.now();
  const config = readBackupConfig(env);
  const open = await openBackup(config);
  try {
    const manifest = await step('Restore', () =>
      open.restoreBackup.execute(wanted, showProgress(process.stdout)),
    );
    await step('Migrations', () => open.migrate((line) => console.log(`  ${line}`)));
    const { replayedEvents, announcedMessages, rewoundChats } = await step('Stores brought together', () =>
      open.recover(manifest),
    );
    console.log(
      `  Events told to chats again: ${replayedEvents}. Messages announced: ${announcedMessages}. Chats rewound: ${rewoundChats}.`,
    );
    const reports = await step(
      'Books and stores',
      () => open.check(),
      (found) => found.every(({ violations }) => violations === 0),
    );
    console.log(tableOf(reports).join('\n'));
    const broken = reports.filter(({ violations }) => violations > 0).length;
    console.log(`${broken === 0 ? '✓' : '✗'} ${lineOf(manifest)} (${secondsSince(begun)})`);
    console.log(contentsOf(manifest).join('\n'));
    return broken === 0 ? 0 : 1;
  } finally {
    await open.close();
  }
}
