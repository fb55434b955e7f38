import { randomInt } from 'node:crypto';
import { readAccounts } from './accounts.js';
import { checkAmount, checkEqual } from './checks.js';
import { francs } from './francs.js';
import { refunded } from './orders.js';
import { BOOKINGS, EXAMPLE } from './worked-example.js';

/** @import { Books } from './books.js' */
/** @import { Client } from './client.js' */
/** @import { Order } from './order-and-pay.js' */
/** @import { Person } from './people.js' */
/** @import { Stage } from './stage.js' */

/**
 * A number can be paid out to only after a waiting time.
 *
 * @param {Stage} stage
 * @param {Person} seller
 * @returns {Promise<string>} the id of the payout method
 */
export async function addPayoutMethod(stage, { client: seller, fullName }) {
  return stage.step('Awa registers the phone she wants to be paid on', async (tell) => {
    const method = await seller.post('/v1/me/payout-methods', {
      ...{ channel: 'mtn_cm', msisdn: newPhone(), holderName: fullName },
    });
    tell(`${method.text('accountMask')}, usable from ${method.text('usableFrom')}`, {
      method: method.text('id'),
    });
    return method.text('id');
  });
}

/** A number is paid out to for one user only. The sandbox operator keeps its surprises for those ending in 99xx. */
function newPhone() {
  const digits = (/** @type {number} */ below, /** @type {number} */ length) =>
    String(randomInt(below)).padStart(length, '0');
  return `+23767${digits(1_000, 3)}${digits(9_900, 4)}`;
}

/**
 * @param {Stage} stage
 * @param {{ seller: Person, books: Books, payoutMethodId: string }} cast
 */
export async function payOut(stage, { seller: { client: seller }, books, payoutMethodId }) {
  await stage.step('Awa withdraws a part', async (tell) => {
    const { withdrawal: amount } = EXAMPLE;
    const paid = await books.changeBy(BOOKINGS.withdrawal, async () => {
      const asked = await seller.post('/v1/me/withdrawals', { payoutMethodId, amount, currency: 'XAF' });
      return stage.until(
        'the withdrawal to be paid',
        () => seller.get(`/v1/me/withdrawals/${asked.text('id')}`),
        (withdrawal) => withdrawal.text('state') === 'paid',
        (withdrawal) => withdrawal.text('state'),
      );
    });
    checkAmount('the fee of the withdrawal', paid.number('feeAmount'), 0);
    tell(`${paid.text('number')}, ${francs(amount)} paid to ${paid.text('accountMask')}`, {
      ...{ withdrawal: paid.text('id'), amount },
    });
  });
}

/**
 * The customer gets a part back although the order is completed: each gives back its share.
 *
 * @param {Stage} stage
 * @param {{ seller: Person, customer: Person, finance: Client, books: Books, order: Order }} cast
 */
export async function refundAfterCompletion(
  stage,
  { seller: { client: seller }, customer: { client: customer }, finance, books, order },
) {
  const { amount, sellerPart, commissionPart, feePart } = EXAMPLE.refund;

  const refundId = await stage.step('Jean misses a file, and asks for money back', async (tell) => {
    const asked = await books.changeBy({}, () =>
      customer.post(`/v1/orders/${order.id}/refunds`, {
        ...{ amount, reasonCode: 'not_as_described', note: 'Un fichier source manque.' },
      }),
    );
    tell(`${francs(amount)}; nothing moves before it is approved`, { refund: asked.text('id'), amount });
    return asked.text('id');
  });

  await stage.step('Grace of the finance staff approves', async (tell) => {
    const paid = await books.changeBy(BOOKINGS.refund, async () => {
      await finance.post(`/v1/admin/refunds/${refundId}/approve`);
      return refunded(stage, customer, refundId);
    });
    checkAmount("the seller's part", paid.number('sellerPart'), sellerPart);
    checkAmount("the commission's part", paid.number('commissionPart'), commissionPart);
    checkAmount("the fee's part", paid.number('feePart'), feePart);
    const parts = `${francs(sellerPart)} from Awa, ${francs(commissionPart)} of the commission, ${francs(feePart)} of the fee`;
    tell(`${francs(amount)} back on the phone that paid: ${parts}`, {
      refund: refundId,
      sellerPart,
      commissionPart,
      feePart,
    });
  });

  await stage.step('Awa looks at her account again', async (tell) => {
    const { pending, available, inTransit, owed } = await readAccounts(seller);
    const left = EXAMPLE.net - EXAMPLE.withdrawal - sellerPart;
    checkAmount('what is available', available, left);
    checkEqual('what is pending, in transit and owed', `${pending}, ${inTransit}, ${owed}`, '0, 0, 0');
    const sum = `${francs(EXAMPLE.net)} − ${francs(EXAMPLE.withdrawal)} − ${francs(sellerPart)}`;
    tell(`${sum} = ${francs(available)} available`, { available });
  });
}
