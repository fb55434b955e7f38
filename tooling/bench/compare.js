/**
 * One way of doing a thing.
 *
 * @template Input, Result
 * @typedef {object} Contender
 * @property {string} name
 * @property {(input: Input) => Promise<Result>} run
 */

/**
 * @typedef {object} Figures
 * @property {string} name
 * @property {number} milliseconds of one run, the median of the rounds
 * @property {number} ratio how many times as fast as the baseline, the median of the ratios within each round
 */

/** What takes longer than this waits for the server: compiled code would not show. */
const MOST_WARM_UP = 10_000;

/**
 * Runs every contender in every round, in an order that changes, so that whatever else the machine does
 * meanwhile touches all of them. The first contender is the baseline.
 *
 * @template Input, Result
 * @param {readonly Contender<Input, Result>[]} contenders
 * @param {readonly Input[]} all what the runs get in turn, the same for every contender
 * @param {object} options
 * @param {number} options.rounds
 * @param {number} options.runs in a round
 * @param {number} [options.clients] how many runs are under way at once
 * @param {number} [options.warmUp] rounds that nobody times, at most: a process that runs for days has long
 *   compiled its code
 * @param {() => number} [options.now] milliseconds
 * @returns {Promise<readonly Figures[]>}
 */
export async function compare(
  contenders,
  all,
  { rounds, runs, clients = 1, warmUp = 1, now = () => performance.now() },
) {
  const inputs = (/** @type {number} */ round) =>
    Array.from({ length: runs }, (_, run) => /** @type {Input} */ (all[(round * runs + run) % all.length]));
  const timeOf = async (
    /** @type {(input: Input) => Promise<Result>} */ run,
    /** @type {number} */ round,
  ) => {
    const own = inputs(round);
    const begun = now();
    await inTurns(own, clients, run);
    return now() - begun;
  };
  for (const { run } of contenders) {
    const begun = now();
    for (let round = 0; round < warmUp && now() - begun < MOST_WARM_UP; round += 1) await timeOf(run, round);
  }

  /** @type {number[][]} */
  const times = contenders.map(() => []);
  for (let round = 1; round <= rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (round + turn) % contenders.length;
      const contender = contenders[index];
      if (contender) times[index]?.push(await timeOf(contender.run, round));
    }
  }
  const baseline = times[0] ?? [];
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    return {
      name,
      milliseconds: median(own) / runs,
      ratio: median(own.map((time, round) => (baseline[round] ?? Number.NaN) / time)),
    };
  });
}

/**
 * @template Input
 * @param {readonly Input[]} inputs
 * @param {number} clients how many are under way at once; each takes the next input when it is done with one
 * @param {(input: Input) => Promise<unknown>} run
 */
export async function inTurns(inputs, clients, run) {
  const left = inputs.values();
  const client = async () => {
    for (const input of left) await run(input);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
