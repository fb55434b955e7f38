import { readAccounts } from './accounts.js';
import { change } from './books.js';
import { checkAmount, checkEqual, present } from './checks.js';
import { francs } from './francs.js';
import { orderIn, pay, PHONES, refunded, salesOf } from './orders.js';
import { BOOKINGS, EXAMPLE } from './worked-example.js';

/** @import { Balances, Books } from './books.js' */
/** @import { Person } from './people.js' */
/** @import { Service } from './publish-service.js' */
/** @import { Stage } from './stage.js' */

const DAY = 86_400_000;

/**
 * @typedef {object} Cast
 * @property {Person} seller
 * @property {Person} customer
 * @property {Service} service
 * @property {Books} books
 *
 * @typedef {object} Unfinished
 * @property {string} unpaid the id of the order nobody pays
 * @property {string} late the id of the order nobody delivers
 */

/**
 * Two more orders are placed: one is never paid, the other never delivered.
 *
 * @param {Stage} stage
 * @param {string} url
 * @param {Cast} cast
 * @returns {Promise<Unfinished>}
 */
export async function orderInVain(stage, url, { customer: { client: customer }, service, books }) {
  const unpaid = await stage.step('Jean orders again, and does not pay', async (tell) => {
    const placed = await customer.post('/v1/orders', { serviceId: service.id });
    checkEqual('the sales of the service', await salesOf(url, service.id), 2);
    tell(
      `${placed.text('number')}, to be paid until ${placed.text('paymentDueAt')}; the service has 2 sales`,
      {
        order: placed.text('id'),
      },
    );
    return placed.text('id');
  });

  const { total } = EXAMPLE.lateOrder;
  const late = await stage.step('Jean orders a third time, and pays', async (tell) => {
    const placed = await customer.post('/v1/orders', { serviceId: service.id });
    const id = placed.text('id');
    checkAmount('the total of the order', placed.number('totalAmount'), total);
    const payment = await books.changeBy(BOOKINGS.latePayment, async () => {
      const captured = await pay(stage, customer, { orderId: id, msisdn: PHONES.good, end: 'captured' });
      await orderIn(stage, customer, id, 'in_progress');
      return captured;
    });
    checkEqual('the sales of the service', await salesOf(url, service.id), 3);
    const told = `${placed.text('number')}, ${francs(total)} held in escrow; the service has 3 sales`;
    tell(told, { order: id, payment: payment.text('id'), total });
    return id;
  });
  return { unpaid, late };
}

/**
 * Fifteen days pass. What others have in the system comes due as well, and moves money of theirs.
 *
 * @param {Stage} stage
 * @param {Cast} cast
 * @returns {Promise<Balances>} the changes of the books that are not of this story
 */
export async function fifteenDays(stage, { seller: { client: seller }, books }) {
  return stage.step('Fifteen days pass', async (tell) => {
    const before = await books.read();
    const clock = await seller.post('/dev/clock', { advanceBy: 15 * DAY });
    const { pending, available } = await stage.until(
      "Awa's earning to clear",
      () => readAccounts(seller),
      (accounts) => accounts.pending === 0,
      (accounts) => `${francs(accounts.pending)} pending`,
    );
    checkAmount('what is available', available, EXAMPLE.net);
    const others = change(BOOKINGS.clearing, change(before.balances, (await books.read()).balances));
    tell(`it is ${clock.text('now')}; Awa has ${francs(pending)} pending, ${francs(available)} available`, {
      available,
    });
    return others;
  });
}

/**
 * What became of the two orders.
 *
 * @param {Stage} stage
 * @param {string} url
 * @param {Cast & Unfinished} cast
 */
export async function endUnfinished(
  stage,
  url,
  { customer: { client: customer }, service, books, unpaid, late },
) {
  await stage.step('The order nobody paid has expired by itself', async (tell) => {
    await orderIn(stage, customer, unpaid, 'expired');
    checkEqual('the sales of the service', await salesOf(url, service.id), 2);
    tell('expired, and its sale is given back: the service has 2 sales', { order: unpaid });
  });

  const { total } = EXAMPLE.lateOrder;
  await stage.step('Jean cancels the order that is very late', async (tell) => {
    const refund = await books.changeBy(BOOKINGS.lateRefund, async () => {
      const cancelled = await customer.post(`/v1/orders/${late}/cancel`);
      checkEqual('the state of the order', cancelled.text('state'), 'cancelled');
      const refunds = await customer.get(`/v1/orders/${late}/refunds`);
      return refunded(stage, customer, present('the refund', refunds.list('results')[0]).text('id'));
    });
    checkAmount('the refund', refund.number('amount'), total);
    checkEqual('the sales of the service', await salesOf(url, service.id), 1);
    tell(`cancelled, ${francs(total)} back on the phone that paid; the service has 1 sale`, {
      ...{ order: late, refund: refund.text('id'), refunded: total },
    });
  });
}
