import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brokenOff, playStory } from '../demo/play-story.js';
import { tellEnding } from '../demo/tell-ending.js';
import { isFree } from '../dev-databases/free-port.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { forkForReport } from './fork-for-report.js';
import { migrateDatabases } from './migrate-databases.js';
import { runStack } from './run-stack.js';
import { seedDatabases } from './seed-databases.js';

/** @import { Report } from '../demo/play-story.js' */

const USAGE = `npm run demo
  Plays the story of a sale over HTTP, step by step: two people register, a service is published, ordered, paid,
  delivered and accepted, they chat, weeks pass, money is withdrawn and refunded. Ends with the trial balance and
  the chat. The exit code is 1 when a step or the books are wrong.
  It starts a system of its own like npm start, and stops it afterwards; its data is kept in .data.

  API_URL              plays against this running development system instead, such as http://127.0.0.1:3000
  PORT, DATA_FOLDER, SQL_DATABASE_URL, MONGO_DATABASE_URL, MONGO_DATABASE_NAME    as for npm start

npm run --silent demo -- --json
  The same for machines: one JSON document on stdout, everything else on stderr.`;

await command(USAGE, async (args) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  if (values.json) {
    const { code, report } = await forkForReport(fileURLToPath(import.meta.url));
    console.log(JSON.stringify(report ?? brokenOff('It was stopped before its end.'), null, 2));
    return code;
  }
  try {
    return await demonstrate();
  } catch (error) {
    if (error instanceof SetupError) process.send?.(brokenOff(error.message));
    throw error;
  }
});

/** @returns {Promise<number>} the exit code */
async function demonstrate() {
  const url = process.env['API_URL'];
  if (url !== undefined) return play(addressOf(url));
  await ensureDependencies();
  await refuseBusyPort();
  let code = 1;
  // Whoever stops it half-way has not seen it succeed.
  await runStack(
    { env: process.env, build, migrate: migrateDatabases, seed: seedDatabases, watch: false },
    async ({ api }) => {
      code = await play(api);
      return code;
    },
  );
  return code;
}

/** @param {string} url */
async function play(url) {
  const report = await playStory({ url, say: (line) => console.log(line) });
  process.send?.(report);
  const { ending, failure, seconds, steps } = report;
  if (ending !== null) {
    console.log(['', ...tellEnding(ending), ''].join('\n'));
    console.log(`All ${steps.length} steps went as they must, and the books are right (${seconds} s).`);
    return 0;
  }
  console.error(`Step ${failure?.step}, "${failure?.title}", went wrong: ${failure?.reason}.`);
  return 1;
}

/**
 * @param {string} url
 * @returns {string}
 * @throws {SetupError}
 */
function addressOf(url) {
  const isAddress = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  if (!isAddress) throw new SetupError(`API_URL is an address like http://127.0.0.1:3000, not "${url}".`);
  return new URL(url).origin;
}

/** @throws {SetupError} that knows of the system that is probably there, as the one of npm start does not */
async function refuseBusyPort() {
  const port = Number(process.env['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535 || (await isFree(port))) return;
  throw new SetupError(
    `Port ${port} is in use: play against the system that runs there, API_URL=http://127.0.0.1:${port} npm run demo, or start another one, PORT=${port + 1} npm run demo`,
  );
}
