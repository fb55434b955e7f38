import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';

const USAGE = `npm run bench [-- --services 1000] [-- --rounds 21] [-- --only "place order"] [-- --profile] [-- --json]
  Measures what the product does against the same done by hand, in turns on one database that is thrown away,
  and prints how many times as fast it is. What is compared is first checked to be equal.

  --services   how many services the marketplace has, from 100 to 1 000 000
  --rounds     how many times everybody has a turn; the figures are medians
  --only       a part of the name of what to measure; by default everything is
  --profile    where the time of ours goes, sampled after the measurement
  --json       one document instead of the table; progress goes to the standard error output`;

/** Runs of each contender before the first that counts: with a tenth of them V8 is still compiling. */
const WARM_UP = 1_000;

await command(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      services: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '21' },
      only: { type: 'string', default: '' },
      profile: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const services = wholeNumber('--services', values.services, 100, 1_000_000);
  const rounds = wholeNumber('--rounds', values.rounds, 1, 1_000);
  const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);

  await ensureDependencies();
  await build();
  // Not before: they need the dependencies and what was built.
  const { openBenchMarket } = await import('../bench/bench-market.js');
  const { measurePaths, UnequalResults } = await import('../bench/paths.js');
  const { table } = await import('../bench/table.js');
  const market = await openBenchMarket(services, log);
  try {
    const options = { rounds, warmUp: WARM_UP, only: values.only, withProfile: values.profile, log };
    const paths = await measurePaths(market, options);
    if (paths.length === 0)
      throw new SetupError(`Nothing that is measured has "${values.only}" in its name.`);
    const report = { services, rounds, node: process.version, databases: market.description, paths };
    console.log(values.json ? JSON.stringify(report, null, 2) : table(report));
    return 0;
  } catch (error) {
    if (error instanceof UnequalResults) throw new SetupError(error.message, { cause: error });
    throw error;
  } finally {
    await market.close();
  }
});

/**
 * @param {string} name
 * @param {string} text
 * @param {number} min
 * @param {number} max
 * @throws {SetupError}
 */
function wholeNumber(name, text, min, max) {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new SetupError(`${name} is a whole number from ${min} to ${max}, not "${text}".`);
}
