import { checkEqual } from './checks.js';
import { Client } from './client.js';

/** @import { Answer } from './answer.js' */
/** @import { Stage } from './stage.js' */

/** That pay. The sandbox operator goes by the last digits: it takes a number that ends in 9901 for an empty account. */
export const PHONES = { good: '+237670000001', empty: '+237670009901' };

/**
 * @param {Stage} stage
 * @param {Client} reader
 * @param {string} orderId
 * @param {string} state
 * @returns {Promise<Answer>} the order, once it is in this state
 */
export function orderIn(stage, reader, orderId, state) {
  return stage.until(
    `the order to be ${state}`,
    () => reader.get(`/v1/orders/${orderId}`),
    (order) => order.text('state') === state,
    (order) => order.text('state'),
  );
}

/**
 * Starts a payment and waits for its end.
 *
 * @param {Stage} stage
 * @param {Client} customer
 * @param {{ orderId: string, msisdn: string, end: 'captured' | 'failed' }} payment
 * @returns {Promise<Answer>} the payment
 */
export async function pay(stage, customer, { orderId, msisdn, end }) {
  const started = await customer.post(`/v1/orders/${orderId}/payments`, { channel: 'mtn_cm', msisdn });
  const payment = await stage.until(
    `the payment to be ${end}`,
    () => customer.get(`/v1/payments/${started.text('id')}`),
    (read) => ['captured', 'failed', 'expired', 'cancelled'].includes(read.text('state')),
    (read) => read.text('state'),
  );
  checkEqual('the state of the payment', payment.text('state'), end);
  return payment;
}

/**
 * @param {string} url
 * @param {string} serviceId
 * @returns {Promise<number>} the sales everybody sees
 */
export async function salesOf(url, serviceId) {
  return (await new Client(url).get(`/v1/services/${serviceId}`)).number('salesCount');
}

/**
 * @param {Stage} stage
 * @param {Client} reader
 * @param {string} refundId
 * @returns {Promise<Answer>} the refund, once the operator has paid it
 */
export function refunded(stage, reader, refundId) {
  return stage.until(
    'the refund to succeed',
    () => reader.get(`/v1/refunds/${refundId}`),
    (refund) => refund.text('state') === 'succeeded',
    (refund) => refund.text('state'),
  );
}
