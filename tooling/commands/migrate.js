import { parseArgs } from 'node:util';
import { SetupError, reasonOf } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';

const USAGE = `npm run migrate                        applies the pending migrations
npm run migrate:undo [-- --steps 1]    takes the newest ones back
npm run migrate:status                 lists them all
npm run migrate:generate -- --name x   writes an empty one; x are lower-case words joined by hyphens
  On the database of SQL_DATABASE_URL, else on the development database, started for it if need be.`;

/** @typedef {import('@2krika/adapters-sql').Migrator} Migrator */

/** @type {Readonly<Record<string, (migrator: Migrator, steps: number) => Promise<string[]>>>} */
const ACTIONS = {
  up: async (migrator) => {
    const applied = await migrator.up();
    return [applied.length === 0 ? 'Nothing was pending.' : `Applied: ${applied.join(', ')}`];
  },
  undo: async (migrator, steps) => {
    const undone = await migrator.undo(steps);
    return [undone.length === 0 ? 'There was nothing to undo.' : `Undone: ${undone.join(', ')}`];
  },
  status: async (migrator) => {
    const all = await migrator.status();
    return all.map(
      ({ name, state, appliedAt }) => `${state.padEnd(8)} ${name} ${appliedAt?.toISOString() ?? ''}`,
    );
  },
};

await command(USAGE, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { name: { type: 'string' }, steps: { type: 'string', default: '1' } },
  });
  const [name = 'up', ...others] = positionals;
  const action = ACTIONS[name];
  if (others.length > 0 || (action === undefined && name !== 'generate')) {
    throw new SetupError(`There is no such action: ${positionals.join(' ')}\n${USAGE}`);
  }
  const steps = Number(values.steps);
  if (!Number.isInteger(steps) || steps < 1)
    throw new SetupError(`--steps is a whole number from 1, not "${values.steps}".`);

  // An image is installed and built once, where it is made.
  if (process.env['NODE_ENV'] !== 'production') {
    await ensureDependencies();
    await build();
  }
  const { Migrator, generateMigration } = await import('@2krika/adapters-sql');
  try {
    if (action === undefined) {
      const folder = new URL('../../packages/adapters-sql/migrations/', import.meta.url);
      console.log((await generateMigration(values.name ?? '', folder, new Date())).pathname);
      return 0;
    }
    await withDatabase(async (url) => {
      const lines = await action(new Migrator({ url, log: (line) => console.log(line) }), steps);
      console.log(lines.join('\n'));
    });
    return 0;
  } catch (error) {
    throw new SetupError(reasonOf(error), { cause: error });
  }
});

/** @param {(url: string) => Promise<void>} work */
async function withDatabase(work) {
  const given = process.env['SQL_DATABASE_URL'];
  if (given !== undefined) return work(given);
  const { developmentSqlDatabase } = await import('../dev-databases/start-databases.js');
  const database = await developmentSqlDatabase();
  try {
    await work(database.url);
  } finally {
    await database.stop();
  }
}
