import { Session } from 'node:inspector/promises';

/** @import { Profiler } from 'node:inspector' */

/**
 * Where a share of the time went.
 *
 * @typedef {object} ProfileShare
 * @property {string} where a package, or what else took it
 * @property {number} share from 0 to 1
 */

const SAMPLE_EVERY = 200;
/** Smaller shares are noise. */
const LEAST_SHARE = 0.01;

const ELSEWHERE = new Map([
  ['(idle)', 'waiting for the server'],
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'native code'],
]);

/**
 * Samples the process during the work.
 *
 * @param {() => Promise<unknown>} work
 * @returns {Promise<readonly ProfileShare[]>} the largest first
 */
export async function profile(work) {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY });
    await session.post('Profiler.start');
    await work();
    const { profile: sampled } = await session.post('Profiler.stop');
    return sharesOf(sampled);
  } finally {
    session.disconnect();
  }
}

/**
 * @param {Profiler.Profile} profile
 * @returns {readonly ProfileShare[]}
 */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }) {
  const placeOf = new Map(nodes.map(({ id, callFrame }) => [id, place(callFrame)]));
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const [index, id] of samples.entries()) {
    const where = placeOf.get(id) ?? 'native code';
    times.set(where, (times.get(where) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([where, time]) => ({ where, share: time / total }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((left, right) => right.share - left.share);
}

/** @param {Profiler.Profile['nodes'][number]['callFrame']} frame */
function place({ functionName, url }) {
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  const own = /\/(packages|apps|tooling)\/([^/]+)\//.exec(url);
  if (library !== undefined) return library;
  if (own) return own[1] === 'tooling' ? 'the bench' : `${String(own[1])}/${String(own[2])}`;
  if (url.startsWith('node:')) return 'Node';
  return ELSEWHERE.get(functionName) ?? 'native code';
}
