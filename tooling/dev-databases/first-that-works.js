import { SetupError, reasonOf } from './setup-error.js';

/**
 * @template Found
 * @param {string} nothingWorks what to do when none does
 * @param {readonly (() => Promise<Found>)[]} ways each throws the reason it does not work here
 * @returns {Promise<{ found: Found, reasons: string }>} the first found, and why not those before it
 * @throws {SetupError}
 */
export async function firstThatWorks(nothingWorks, ways) {
  const reasons = [];
  for (const way of ways) {
    try {
      return { found: await way(), reasons: reasons.join('; ') };
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  throw new SetupError(`${nothingWorks} Tried: ${reasons.join('; ')}.`);
}
