import { isDeepStrictEqual } from 'node:util';
import { chatPaths } from './chat/chat-paths.js';
import { compare, inTurns } from './compare.js';
import { httpPaths } from './http/http-paths.js';
import { postToLedger } from './ledger/post.js';
import { listPage } from './list-page.js';
import { listWithCount } from './list-with-count.js';
import { placeOrder, writeOrder } from './place-order.js';
import { profile } from './profile.js';
import { servicePage } from './service-page.js';
import { OURS } from './table.js';

/** @import { BenchMarket } from './bench-market.js' */
/** @import { Contender, Figures } from './compare.js' */
/** @import { ProfileShare } from './profile.js' */

/**
 * A thing that the product does, and other ways of doing the same. The first of them is the baseline.
 *
 * @template Input, Result
 * @typedef {object} BenchPath
 * @property {string} name
 * @property {number | null} goal how many times as fast as the baseline ours is meant to be; null without one
 * @property {number} runs in a round
 * @property {number} [clients] how many runs are under way at once; by default one
 * @property {readonly Input[]} inputs
 * @property {readonly Contender<Input, Result>[]} contenders
 * @property {(result: Result) => Promise<unknown>} [readBack] what a run left, for those that write; by default
 *   its result is what is compared
 */

/**
 * @typedef {object} PathFigures
 * @property {string} path
 * @property {number | null} goal
 * @property {number} clients
 * @property {readonly Figures[]} contenders
 * @property {readonly ProfileShare[] | null} profile of ours, when it was asked for
 */

/**
 * @typedef {object} MeasureOptions
 * @property {number} rounds
 * @property {number} [runs] in a round, at most; by default as many as the path takes
 * @property {number} [warmUp] runs of each contender, at least, that are not timed
 * @property {string} [only] a part of the names of the paths to measure; by default all are
 * @property {boolean} [withProfile]
 * @property {(line: string) => void} log
 */

/**
 * @param {BenchMarket} market
 * @param {MeasureOptions} options
 * @returns {Promise<readonly PathFigures[]>}
 * @throws {UnequalResults}
 */
export async function measurePaths(market, options) {
  /** @type {PathFigures[]} */
  const figures = [];
  /** @template Input, Result @param {BenchPath<Input, Result>} path */
  const add = async (path) => {
    if (path.name.includes(options.only ?? '')) figures.push(await measure(path, options));
  };
  await add(listPage(market));
  await add(servicePage(market));
  await add(placeOrder(market));
  await add(await writeOrder(market));
  for (const path of await postToLedger(market)) await add(path);
  const [history, append] = await chatPaths(market);
  await add(history);
  await add(append);
  const http = await httpPaths(market);
  try {
    await add(http.servicePage);
    await add(http.listPage);
  } finally {
    await http.close();
  }
  await add(listWithCount(market));
  return figures;
}

/** Two contenders do not do the same, so their times say nothing. */
export class UnequalResults extends Error {
  /**
   * @param {string} path
   * @param {string} name
   * @param {unknown} expected
   * @param {unknown} found
   */
  constructor(path, name, expected, found) {
    const text = (/** @type {unknown} */ value) =>
      JSON.stringify(value, (_, /** @type {unknown} */ inner) =>
        typeof inner === 'bigint' ? String(inner) : inner,
      );
    super(`${path}: ${name} does not give the same.\n  ${text(found)}\ninstead of\n  ${text(expected)}`);
    this.name = 'UnequalResults';
  }
}

/**
 * @template Input, Result
 * @param {BenchPath<Input, Result>} path
 * @param {MeasureOptions} options
 * @returns {Promise<PathFigures>}
 */
async function measure(path, { rounds, runs = Infinity, warmUp = 1, withProfile = false, log }) {
  log(path.name);
  await assertEqualResults(path);
  const { name, goal, clients = 1 } = path;
  const inARound = Math.min(path.runs, runs);
  const contenders = await compare(path.contenders, path.inputs, {
    ...{ rounds, clients, runs: inARound, warmUp: Math.ceil(warmUp / inARound) },
  });
  return { path: name, goal, clients, contenders, profile: withProfile ? await profileOurs(path) : null };
}

/** Rounds that are sampled: enough for some thousand samples. */
const PROFILED_ROUNDS = 20;

/**
 * @template Input, Result
 * @param {BenchPath<Input, Result>} path
 */
async function profileOurs({ contenders, inputs, runs, clients = 1 }) {
  const ours = contenders.find(({ name }) => name === OURS);
  if (!ours) throw new Error('Nobody is to be profiled.');
  const taken = Array.from({ length: runs * PROFILED_ROUNDS }, (_, run) => inputs[run % inputs.length]);
  return profile(() => inTurns(/** @type {readonly Input[]} */ (taken), clients, ours.run));
}

const CHECKED_INPUTS = 5;

/**
 * @template Input, Result
 * @param {BenchPath<Input, Result>} path
 */
async function assertEqualResults({ name, contenders, inputs, readBack }) {
  for (const input of inputs.slice(0, CHECKED_INPUTS)) {
    const results = [];
    for (const { run } of contenders) {
      const result = await run(input);
      results.push(readBack === undefined ? result : await readBack(result));
    }
    for (const [at, contender] of contenders.entries()) {
      if (!isDeepStrictEqual(results[at], results[0])) {
        throw new UnequalResults(name, contender.name, results[0], results[at]);
      }
    }
  }
}
