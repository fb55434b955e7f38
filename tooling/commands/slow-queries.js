import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { forkForReport } from './fork-for-report.js';

const USAGE = `npm run slow-queries                   lists the queries of both databases that took too long, those that took the
                                       most time first, as all processes together have counted them
npm run slow-queries -- --limit 100    so many of them, 20 unless told
npm run --silent slow-queries -- --json   the same for machines: one JSON document on stdout
  From the database of SQL_DATABASE_URL, else that of development. All figures are of the slow calls alone; p95 is never
  too low and at most a fifth too high. A process tells what it has counted every ten seconds and when it ends.

  DB_SLOW_QUERY_MS     of the apps: milliseconds from which on a call is slow, 200`;

await command(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, limit: { type: 'string', default: '20' } },
  });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new SetupError(`--limit is a whole number from 1 to 100, not "${values.limit}".`);
  }
  if (values.json) {
    const { code, report } = await forkForReport(fileURLToPath(import.meta.url), ['--limit', values.limit]);
    if (code === 0) console.log(JSON.stringify(report, null, 2));
    return code;
  }
  // An image is installed and built once, where it is made.
  if (process.env['NODE_ENV'] !== 'production') {
    await ensureDependencies();
    await build();
  }
  const { useDatabases } = await import('../backup/use-databases.js');
  return useDatabases(async (env) => {
    const { openSlowQueries } = await import('@2krika/composition');
    const open = await openSlowQueries(env);
    try {
      const { results, count } = await open.slowQueries.list({ page: 1, limit });
      // Whoever wants a document runs us as a child and asks for it.
      if (process.send) process.send(await documentOf(results));
      else await print(results, count);
      return 0;
    } finally {
      await open.close();
    }
  });
});

/**
 * @param {readonly import('@2krika/domain').SlowQuery[]} queries
 * @param {number} count
 */
async function print(queries, count) {
  if (count === 0) {
    console.log('No query was slow.');
    return;
  }
  const { tableOf } = await import('../slow-queries/table.js');
  console.log(tableOf(queries, process.stdout.isTTY ? process.stdout.columns : 120).join('\n'));
  if (count > queries.length) console.log(`${count - queries.length} more: --limit ${Math.min(count, 100)}`);
}

/** @param {readonly import('@2krika/domain').SlowQuery[]} queries */
async function documentOf(queries) {
  const { meanMs, p95Ms } = await import('@2krika/domain');
  return queries.map((query) => ({
    ...query,
    buckets: undefined,
    meanMs: meanMs(query),
    p95Ms: p95Ms(query),
  }));
}
