import { readAccounts } from './accounts.js';
import { checkAmount } from './checks.js';
import { francs, signed } from './francs.js';

/** @import { Answer } from './answer.js' */
/** @import { Person } from './people.js' */
/** @import { Stage } from './stage.js' */

const SIGNS = new Map([
  ['credit', 1],
  ['debit', -1],
]);

/**
 * The statement has to lead, line by line, to what the accounts show.
 *
 * @param {Stage} stage
 * @param {Person} seller
 */
export async function readStatement(stage, { client: seller }) {
  await stage.step('Awa reads her statement', async (tell) => {
    const { pending, available } = await readAccounts(seller);
    const newestFirst = (await seller.get('/v1/me/transactions?currency=XAF')).list('results');
    /** @type {Map<string, number>} */
    const balances = new Map();
    const told = newestFirst.reverse().flatMap((line) =>
      line.list('entries').map((entry) => {
        const account = entry.text('account');
        const change = (SIGNS.get(entry.text('side')) ?? 0) * entry.number('amount');
        const balance = (balances.get(account) ?? 0) + change;
        checkAmount(
          `the balance of ${account} after ${line.text('type')}`,
          entry.number('balanceAfter'),
          balance,
        );
        balances.set(account, balance);
        return `${nameOf(line)} ${account} ${signed(change)} makes ${francs(balance)}`;
      }),
    );
    checkAmount('the last balance of seller_pending', balances.get('seller_pending') ?? 0, pending);
    checkAmount('the last balance of seller_available', balances.get('seller_available') ?? 0, available);
    tell(told.join('; '));
  });
}

/**
 * @param {Answer} line
 * @returns {string} such as `order_completed (T2)`
 */
function nameOf(line) {
  return `${line.text('descriptionKey').replace('ledger.', '')} (${line.text('type')})`;
}
