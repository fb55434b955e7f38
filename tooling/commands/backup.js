import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { secondsSince } from './progress.js';

const USAGE = `npm run backup               backs up both databases while people go on working
npm run backup -- --list     lists the backups there are
  Of the databases of SQL_DATABASE_URL and MONGO_DATABASE_URL, else those of development. Each backup is a folder, kept
  for 7 days, 4 weeks and 12 months.

  BACKUP_FOLDER        where they are kept, by default the folder backups in DATA_FOLDER
  NODE_ENV             names the environment it is of, development unless set`;

await command(USAGE, async (args) => {
  const { values } = parseArgs({ args, options: { list: { type: 'boolean', default: false } } });
  // An image is installed and built once, where it is made.
  if (process.env['NODE_ENV'] !== 'production') {
    await ensureDependencies();
    await build();
  }
  const { useDatabases } = await import('../backup/use-databases.js');
  return useDatabases(async (env) => {
    const { openBackup, readBackupConfig } = await import('@2krika/composition');
    const config = readBackupConfig(env);
    const open = await openBackup(config);
    try {
      return await (values.list ? list(open, config.folder) : make(open, config.folder));
    } finally {
      await open.close();
    }
  });
});

/**
 * @param {import('@2krika/composition').OpenBackup} open
 * @param {string} folder
 */
async function list({ backups }, folder) {
  const { lineOf } = await import('../backup/describe-backup.js');
  const manifests = await backups.list();
  if (manifests.length === 0) throw new SetupError(`There is no backup in ${folder}.`);
  console.log(manifests.map(lineOf).join('\n'));
  return 0;
}

/**
 * @param {import('@2krika/composition').OpenBackup} open
 * @param {string} folder
 */
async function make({ makeBackup }, folder) {
  const { contentsOf, lineOf } = await import('../backup/describe-backup.js');
  const { showProgress } = await import('../backup/show-progress.js');
  const begun = performance.now();
  const { manifest, removed } = await makeBackup.execute(showProgress(process.stdout));
  console.log(`✓ ${lineOf(manifest)} (${secondsSince(begun)})`);
  console.log(contentsOf(manifest).join('\n'));
  console.log(`  in ${folder}`);
  if (removed.length > 0) console.log(`  Removed, being too old: ${removed.join(', ')}`);
  return 0;
}
