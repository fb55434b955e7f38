import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SetupError, reasonOf } from '../dev-databases/setup-error.js';
import { ACTIONS } from '../migrations/actions.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { seedReference } from './seed-databases.js';

const USAGE = `npm run migrate                        applies the pending migrations of both databases
npm run migrate -- --seed              and writes what an installation starts from: roles, channels, fees, categories;
                                       needs every variable the apps need
npm run migrate:undo [-- --steps 1]    takes the newest ones back, whichever database they are of
npm run migrate:status                 lists them all
npm run migrate:generate -- --name x   writes one for PostgreSQL; x are lower-case words joined by hyphens:
                                       create-gifts, add-note-to-gifts, index-gifts-by-note and require-note-of-gifts
                                       are written out, with others both directions are to be filled in

  --database sql|mongo   of one database only
  On the databases of SQL_DATABASE_URL and of MONGO_DATABASE_URL with MONGO_DATABASE_NAME, else on those of
  development, started for it if need be.`;

/** An image is installed and built once, where it is made. */
const IS_IMAGE = process.env['NODE_ENV'] === 'production';

const log = (/** @type {string} */ line) => console.log(line);

await command(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      steps: { type: 'string', default: '1' },
      database: { type: 'string' },
      seed: { type: 'boolean', default: false },
    },
  });
  const { database, seed } = values;
  if (database !== undefined && database !== 'sql' && database !== 'mongo') {
    throw new SetupError(`--database is sql or mongo, not "${database}".`);
  }
  const steps = Number(values.steps);
  if (!Number.isInteger(steps) || steps < 1) {
    throw new SetupError(`--steps is a whole number from 1, not "${values.steps}".`);
  }
  const [name = 'up', ...others] = positionals;
  const action = ACTIONS[name];
  if (others.length > 0 || (action === undefined && name !== 'generate')) {
    throw new SetupError(`There is no such action: ${positionals.join(' ')}\n${USAGE}`);
  }
  if (seed && (name !== 'up' || database !== undefined)) {
    throw new SetupError('--seed goes with the migration of both databases.');
  }

  if (!IS_IMAGE) await ensureDependencies();
  if (action === undefined) return generate(values.name ?? '', database ?? 'sql');
  if (!IS_IMAGE) await build();
  // Not before: it needs what was installed and built.
  const { DATABASES, onTargets } = await import('../migrations/targets.js');
  await onTargets(database === undefined ? DATABASES : [database], log, async (targets) => {
    log((await action(targets, steps)).join('\n'));
  });
  if (seed) await seedReference(process.env);
  return 0;
});

/**
 * @param {string} words
 * @param {'sql' | 'mongo'} database
 * @returns {Promise<number>} the exit code
 * @throws {SetupError}
 */
async function generate(words, database) {
  const folder = new URL(`../../packages/adapters-${database}/migrations/`, import.meta.url);
  try {
    // Not before: it needs what an image does not have.
    const { generateMigration } = await import('../migrations/generate.js');
    console.log(fileURLToPath(await generateMigration({ words, database, folder, now: new Date() })));
    return 0;
  } catch (error) {
    throw new SetupError(reasonOf(error), { cause: error });
  }
}
