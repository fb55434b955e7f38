import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';

const USAGE = `npm run bench [-- --services 1000] [-- --rounds 21] [-- --profile] [-- --json]
  Measures what the product does against the same done by hand, in turns on one database that is thrown away,
  and prints how many times as fast it is. What is compared is first checked to be equal.

  --services   how many services the marketplace has, from 100 to 1 000 000
  --rounds     how many times everybody has a turn; the figures are medians
  --profile    where the time of ours goes, sampled after the measurement
  --json       one document instead of the table; progress goes to the standard error output`;

await command(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      services: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '21' },
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
    const paths = await measurePaths(market, { rounds, withProfile: values.profile, log });
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
