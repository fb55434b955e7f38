/** @import { Client } from './client.js' */

/**
 * @typedef {object} Accounts of one user, in XAF
 * @property {number} pending
 * @property {number} available
 * @property {number} inTransit
 * @property {number} owed
 */

/**
 * @param {Client} owner
 * @returns {Promise<Accounts>} zeros for somebody who never had any money here
 */
export async function readAccounts(owner) {
  const currencies = await owner.get('/v1/me/accounts');
  const accounts = currencies.list('results').find((each) => each.text('currency') === 'XAF');
  return {
    pending: accounts?.number('pending') ?? 0,
    available: accounts?.number('available') ?? 0,
    inTransit: accounts?.number('inTransit') ?? 0,
    owed: accounts?.number('owed') ?? 0,
  };
}
