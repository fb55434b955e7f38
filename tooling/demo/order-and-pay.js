import { randomUUID } from 'node:crypto';
import { checkAmount, checkEqual } from './checks.js';
import { francs } from './francs.js';
import { orderIn, pay, PHONES, salesOf } from './orders.js';
import { BOOKINGS, EXAMPLE } from './worked-example.js';

/** @import { Books } from './books.js' */
/** @import { Person } from './people.js' */
/** @import { Service } from './publish-service.js' */
/** @import { Stage } from './stage.js' */

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {string} chatId
 */

/**
 * The customer orders and pays; the money waits in escrow.
 *
 * @param {Stage} stage
 * @param {string} url
 * @param {{ customer: Person, service: Service, books: Books }} cast
 * @returns {Promise<Order>}
 */
export async function orderAndPay(stage, url, { customer: { client: customer }, service, books }) {
  const key = { 'idempotency-key': randomUUID() };
  const wanted = { serviceId: service.id, options: [{ optionId: service.optionId, quantity: 1 }] };

  const order = await stage.step('Jean orders it with the option', async (tell) => {
    const placed = await customer.post('/v1/orders', wanted, key);
    checkEqual('the state of the order', placed.text('state'), 'pending_payment');
    checkAmount('the price of the order', placed.number('itemsAmount'), EXAMPLE.price);
    checkAmount('the service fee', placed.number('serviceFeeAmount'), EXAMPLE.serviceFee);
    checkAmount('the total of the order', placed.number('totalAmount'), EXAMPLE.total);
    checkAmount('the commission', placed.number('commissionAmount'), EXAMPLE.commission);
    checkAmount("the seller's net", placed.number('sellerNetAmount'), EXAMPLE.net);
    const sum = `${francs(EXAMPLE.price)} + ${francs(EXAMPLE.serviceFee)} service fee = ${francs(EXAMPLE.total)}`;
    tell(`${placed.text('number')}, ${sum}`, {
      order: placed.text('id'),
      chat: placed.text('chatId'),
      total: EXAMPLE.total,
    });
    return { id: placed.text('id'), chatId: placed.text('chatId') };
  });

  await stage.step('Jean, unsure whether it arrived, sends the same request again', async (tell) => {
    const { headers, answer, status } = await customer.exchange('POST', '/v1/orders', wanted, key);
    checkEqual('the header Idempotent-Replayed', headers.get('idempotent-replayed'), 'true');
    checkEqual('the order of the second answer', answer.text('id'), order.id);
    checkEqual('the sales of the service', await salesOf(url, service.id), 1);
    tell(`${status} with Idempotent-Replayed: true, the same order; it was sold once`);
  });

  await stage.step('Jean pays from a phone without money', async (tell) => {
    const declined = await books.changeBy({}, () =>
      pay(stage, customer, { orderId: order.id, msisdn: PHONES.empty, end: 'failed' }),
    );
    checkEqual('the reason of the operator', declined.textOrNull('failureCode'), 'insufficient_funds');
    tell(`declined, ${declined.text('failureCode')}; nothing is booked`, { payment: declined.text('id') });
  });

  await stage.step('Jean pays from another phone', async (tell) => {
    const paid = await books.changeBy(BOOKINGS.payment, async () => {
      const captured = await pay(stage, customer, {
        orderId: order.id,
        msisdn: PHONES.good,
        end: 'captured',
      });
      await orderIn(stage, customer, order.id, 'in_progress');
      return captured;
    });
    checkAmount('what was captured', paid.number('capturedAmount'), EXAMPLE.total);
    tell(`${francs(EXAMPLE.total)} captured from ${paid.text('payerMsisdnMask')} and held in escrow`, {
      payment: paid.text('id'),
      captured: EXAMPLE.total,
    });
  });

  return order;
}
