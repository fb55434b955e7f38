import { francs } from './francs.js';
import { StoryFault } from './story-fault.js';

/**
 * @param {string} what
 * @param {string | number | null} actual
 * @param {string | number | null} expected
 * @throws {StoryFault} when they differ
 */
export function checkEqual(what, actual, expected) {
  if (actual !== expected) throw new StoryFault(`${what} is ${actual} instead of ${expected}`);
}

/**
 * @param {string} what
 * @param {number} actual
 * @param {number} expected
 * @throws {StoryFault} when they differ by a franc
 */
export function checkAmount(what, actual, expected) {
  if (actual !== expected)
    throw new StoryFault(`${what} is ${francs(actual)} instead of ${francs(expected)}`);
}

/**
 * @param {string} what
 * @param {boolean} isTrue
 * @throws {StoryFault} when it is not
 */
export function check(what, isTrue) {
  if (!isTrue) throw new StoryFault(`${what} does not hold`);
}

/**
 * @template Value
 * @param {string} what
 * @param {Value | undefined} value
 * @returns {Value}
 * @throws {StoryFault} when there is none
 */
export function present(what, value) {
  if (value === undefined) throw new StoryFault(`${what} is missing`);
  return value;
}
