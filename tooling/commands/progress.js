/** @param {number} since from performance.now() */
export function secondsSince(since) {
  return `${((performance.now() - since) / 1_000).toFixed(1)} s`;
}

/**
 * Says that a step began, and how long it took once it is done.
 *
 * @template Result
 * @param {string} label
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(label, work) {
  const begun = performance.now();
  console.log(`… ${label}`);
  const result = await work();
  console.log(`✓ ${label} (${secondsSince(begun)})`);
  return result;
}
