import { grouped, signed } from './francs.js';
import { change } from './books.js';

/** @import { Ending } from './play-story.js' */

/** Account, before, change, now. */
const WIDTHS = [24, 14, 12, 14];

/**
 * @param {Ending} ending
 * @returns {string[]} the trial balance and the transcript of the chat, for people
 */
export function tellEnding({ books: { before, after }, transcript }) {
  const moved = change(before.balances, after.balances);
  const codes = Object.keys({ ...before.balances, ...after.balances });
  return [
    'Trial balance, in FCFA',
    row('account', 'before', 'change', 'now'),
    ...codes.map((code) =>
      row(
        code,
        grouped(before.balances[code] ?? 0),
        signed(moved[code] ?? 0),
        grouped(after.balances[code] ?? 0),
      ),
    ),
    row('all debits', grouped(before.debits), signed(after.debits - before.debits), grouped(after.debits)),
    row(
      'all credits',
      grouped(before.credits),
      signed(after.credits - before.credits),
      grouped(after.credits),
    ),
    '',
    'Chat of the order',
    ...transcript.map(({ seq, from, content, attachments }) => {
      const files = attachments.map(({ name, size }) => `  [${name}, ${size} bytes]`).join('');
      return `  ${seq}  ${from}: ${content}${files}`;
    }),
  ];
}

/** @param {[account: string, before: string, change: string, now: string]} cells */
function row(...cells) {
  const [account, ...amounts] = cells.map((cell, index) =>
    index === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[index] ?? 0),
  );
  return `  ${account}${amounts.join('')}`;
}
