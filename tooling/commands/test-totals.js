import { field, parseJson } from '../dev-databases/json.js';

/**
 * @param {string | null} json what jest wrote; null when it ended before it could
 * @param {number} exitCode of jest
 * @returns {{ passed: number, failed: number }} a suite that could not run is one failure; so is a run without
 *   a single test, and one that jest itself calls failed although every test passed
 */
export function totalsOf(json, exitCode) {
  if (json === null) return { passed: 0, failed: 1 };
  const results = parseJson(json);
  const count = (/** @type {string} */ name) => Number(field(results, name));
  const passed = count('numPassedTests');
  const failed = count('numFailedTests') + count('numRuntimeErrorTestSuites');
  return { passed, failed: failed === 0 && (passed === 0 || exitCode !== 0) ? 1 : failed };
}
