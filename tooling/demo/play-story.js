import { Books, change, checkChange } from './books.js';
import { chat, deliver } from './chat-and-deliver.js';
import { checkEqual } from './checks.js';
import { Client } from './client.js';
import { grouped, signed } from './francs.js';
import { endUnfinished, fifteenDays, orderInVain } from './let-time-pass.js';
import { orderAndPay } from './order-and-pay.js';
import { addPayoutMethod, payOut, refundAfterCompletion } from './pay-out-and-refund.js';
import { FINANCE, newcomer } from './people.js';
import { publishService } from './publish-service.js';
import { readStatement } from './read-statement.js';
import { Stage } from './stage.js';
import { Refusal, StoryFault } from './story-fault.js';
import { hasEvents, historyOf } from './transcript.js';
import { BOOKINGS } from './worked-example.js';

/** @import { TrialBalance } from './books.js' */
/** @import { Person } from './people.js' */
/** @import { Failure, ToldStep } from './stage.js' */
/** @import { ChatLine } from './transcript.js' */

/**
 * @typedef {ChatLine & { from: string }} TranscriptLine
 *
 * @typedef {object} Ending
 * @property {{ before: TrialBalance, after: TrialBalance }} books
 * @property {TranscriptLine[]} transcript
 *
 * @typedef {object} Report
 * @property {boolean} ok
 * @property {string | null} api null when there was none
 * @property {number} seconds
 * @property {ToldStep[]} steps those that succeeded
 * @property {Failure | null} failure
 * @property {Ending | null} ending null when the story broke off
 */

/**
 * Plays the story of a sale against a running system, over HTTP alone. It may be played again and again, and
 * leaves business time where it took it.
 *
 * @param {object} options
 * @param {string} options.url of the API
 * @param {(line: string) => void} options.say takes the story, line by line
 * @param {number} [options.patience] milliseconds to wait for anything the system does by itself
 * @returns {Promise<Report>}
 */
export async function playStory({ url, say, patience }) {
  const begun = performance.now();
  const stage = new Stage(say, patience);
  /** @type {Ending | null} */
  let ending = null;
  try {
    ending = await play(stage, url);
  } catch (error) {
    if (!(error instanceof StoryFault)) throw error;
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  return { ok: ending !== null, api: url, seconds, steps: stage.steps, failure: stage.failure, ending };
}

/**
 * @param {string} reason
 * @returns {Report} of a story that could not even begin
 */
export function brokenOff(reason) {
  const failure = { step: 0, title: 'The system starts', reason };
  return { ok: false, api: null, seconds: 0, steps: [], failure, ending: null };
}

/**
 * @param {Stage} stage
 * @param {string} url
 * @returns {Promise<Ending>}
 */
async function play(stage, url) {
  stage.chapter('The system');
  await findDevelopmentSystem(stage, url);
  const finance = new Client(url);
  const books = new Books(finance);
  const before = await stage.step('Grace of the finance staff signs in and reads the books', async (tell) => {
    await finance.signIn(FINANCE.login, FINANCE.password);
    const read = await books.read();
    tell(`balanced, debits ${grouped(read.debits)} = credits ${grouped(read.credits)} FCFA`);
    return read;
  });

  stage.chapter('Two people join');
  const seller = await newcomer(stage, url, { fullName: 'Awa Ndiaye', role: 'seller' });
  const customer = await newcomer(stage, url, { fullName: 'Jean Ngono', role: 'customer' });

  stage.chapter('A service is published');
  const service = await publishService(stage, url, seller);

  stage.chapter('It is ordered and paid');
  const order = await orderAndPay(stage, url, { customer, service, books });

  stage.chapter('They talk, and the work is delivered');
  await chat(stage, { seller, customer, order });
  await deliver(stage, { seller, customer, order, books });

  stage.chapter('Two more orders, and time');
  const unfinished = await orderInVain(stage, url, { seller, customer, service, books });
  const payoutMethodId = await addPayoutMethod(stage, seller);
  const others = await fifteenDays(stage, { seller, customer, service, books });
  await readStatement(stage, seller);
  await endUnfinished(stage, url, { seller, customer, service, books, ...unfinished });

  stage.chapter('Money goes out, and some comes back');
  await payOut(stage, { seller, books, payoutMethodId });
  await refundAfterCompletion(stage, { seller, customer, finance, books, order });

  stage.chapter('The books and the chat');
  const after = await stage.step('Grace reads the books again', async (tell) => {
    const read = await books.read();
    checkChange(change(others, change(before.balances, read.balances)), BOOKINGS.story);
    const besides = Object.entries(others).map(([code, amount]) => `${code} ${signed(amount)} FCFA`);
    const beside = besides.length > 0 ? `, beside what came due for others: ${besides.join(', ')}` : '';
    tell(`balanced, and every account moved by what the story moved, to the franc${beside}`);
    return read;
  });
  const transcript = await stage.step('Awa reads the chat again', async (tell) => {
    const events = ['order.created', 'order.paid', 'order.delivered', 'order.completed'];
    const lines = await stage.until(
      'the chat to tell every event of the order once',
      () => historyOf(seller.client, order.chatId),
      (read) => hasEvents(read, events),
      (read) => `${read.length} messages`,
    );
    checkEqual('the numbers of the messages', lines.map(({ seq }) => seq).join(' '), '1 2 3 4 5 6');
    tell(`${lines.length} messages: ${events.length} of the platform, each once, and 2 of people`);
    return lines.map((line) => ({ ...line, from: nameOf(line, [seller, customer]) }));
  });
  return { books: { before, after }, transcript };
}

/**
 * @param {Stage} stage
 * @param {string} url
 */
async function findDevelopmentSystem(stage, url) {
  await stage.step('A development system is there', async (tell) => {
    const clock = await new Client(url).get('/dev/clock').catch((/** @type {unknown} */ error) => {
      if (!(error instanceof Refusal) || error.status !== 404) throw error;
      throw new StoryFault(
        `${url} has no /dev/clock: the story needs the mailbox and the clock that only a development system has; start one with npm start`,
        { cause: error },
      );
    });
    tell(`${url}, where it is ${clock.text('now')}`);
  });
}

/**
 * @param {ChatLine} line
 * @param {readonly Person[]} people
 */
function nameOf({ senderId }, people) {
  if (senderId === null) return '2KRIKA';
  return people.find(({ id }) => id === senderId)?.fullName ?? senderId;
}
