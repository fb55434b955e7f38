/** @param {number} since from performance.now() */
export function secondsSince(since) {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/**
 * Says that a step began, and how long it took once it ended.
 *
 * @template Result
 * @param {string} label
 * @param {() => Promise<Result>} work
 * @param {(result: Result) => boolean} [succeeded] by default whatever it resolves with is a success
 * @returns {Promise<Result>}
 */
export async function step(label, work, succeeded = () => true) {
  const begun = performance.now();
  console.log(`… ${label}`);
  let isGood = false;
  try {
    const result = await work();
    isGood = succeeded(result);
    return result;
  } finally {
    console.log(`${isGood ? '✓' : '✗'} ${label} (${secondsSince(begun)})`);
  }
}

/**
 * A step that is a program.
 *
 * @param {string} label
 * @param {() => Promise<number>} work resolves with its exit code
 * @returns {Promise<boolean>} whether the program succeeded
 */
export async function check(label, work) {
  return (await step(label, work, (code) => code === 0)) === 0;
}
