import { grouped, signed } from './francs.js';
import { StoryFault } from './story-fault.js';

/** @import { Client } from './client.js' */

/**
 * @typedef {Readonly<Record<string, number>>} Balances of accounts by their code, in francs; none is zero
 *
 * @typedef {object} TrialBalance of XAF, the currency of the story
 * @property {number} debits
 * @property {number} credits
 * @property {Balances} balances
 */

/** The books as somebody of the finance staff reads them. */
export class Books {
  #finance;

  /** @param {Client} finance signed in */
  constructor(finance) {
    this.#finance = finance;
  }

  /**
   * @returns {Promise<TrialBalance>}
   * @throws {StoryFault} when debits and credits of any currency differ
   */
  async read() {
    const currencies = await this.#finance.get('/v1/admin/ledger/trial-balance');
    /** @type {TrialBalance} */
    let francs = { debits: 0, credits: 0, balances: {} };
    for (const table of currencies.list('results')) {
      const currency = table.text('currency');
      const rows = table.list('rows');
      const [debits, credits] = [table.number('debits'), table.number('credits')];
      for (const [side, total] of Object.entries({ debits, credits })) {
        const sum = rows.reduce((before, row) => before + row.number(side), 0);
        if (sum !== total)
          throw new StoryFault(`the ${side} of ${currency} add up to ${grouped(sum)}, not ${grouped(total)}`);
      }
      if (debits !== credits)
        throw new StoryFault(
          `the books of ${currency} do not balance: debits ${grouped(debits)}, credits ${grouped(credits)}`,
        );
      if (currency === 'XAF') {
        const balances = rows.map((row) => /** @type {const} */ ([row.text('code'), row.number('balance')]));
        francs = { debits, credits, balances: withoutZeros(Object.fromEntries(balances)) };
      }
    }
    return francs;
  }

  /**
   * Does something that moves money, and proves that it moved what it must and nothing else.
   *
   * @template Result
   * @param {Balances} expected the changes
   * @param {() => Promise<Result>} act resolves once all of it is booked
   * @returns {Promise<Result>}
   * @throws {StoryFault} naming every account that moved otherwise
   */
  async changeBy(expected, act) {
    const before = await this.read();
    const result = await act();
    checkChange(change(before.balances, (await this.read()).balances), expected);
    return result;
  }
}

/**
 * @param {Balances} before
 * @param {Balances} after
 * @returns {Balances}
 */
export function change(before, after) {
  const codes = new Set([...Object.keys(before), ...Object.keys(after)]);
  return withoutZeros(
    Object.fromEntries([...codes].map((code) => [code, (after[code] ?? 0) - (before[code] ?? 0)])),
  );
}

/**
 * @param {Balances} actual
 * @param {Balances} expected
 * @throws {StoryFault}
 */
export function checkChange(actual, expected) {
  const wrong = Object.keys(change(expected, actual)).map(
    (code) => `${code} by ${signed(actual[code] ?? 0)} FCFA instead of ${signed(expected[code] ?? 0)} FCFA`,
  );
  if (wrong.length > 0) throw new StoryFault(`the books moved wrongly: ${wrong.join(', ')}`);
}

/** @param {Balances} balances */
function withoutZeros(balances) {
  return Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0));
}
