import { randomBytes } from 'node:crypto';
import { checkEqual, present } from './checks.js';
import { Client } from './client.js';

/** @import { Stage } from './stage.js' */

/** Every development system has this member of the finance staff; its README says so to everybody. */
export const FINANCE = { login: 'grace_finance', password: 'development-only' };

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} username
 * @property {string} fullName
 * @property {Client} client signed in
 */

/**
 * Registers somebody nobody knows yet, reads the mail they get, and signs them in.
 *
 * @param {Stage} stage
 * @param {string} url
 * @param {{ fullName: string, role: string }} who
 * @returns {Promise<Person>}
 */
export async function newcomer(stage, url, { fullName, role }) {
  const [firstName = ''] = fullName.split(' ');
  // New at every run: the same system can be played against as often as one likes.
  const username = `${firstName.toLowerCase()}_${randomBytes(4).toString('hex')}`;
  const email = `${username}@exemple.cm`;
  const password = randomBytes(12).toString('base64url');
  const client = new Client(url);

  const id = await stage.step(`${firstName}, the ${role}, registers`, async (tell) => {
    const user = await client.post('/v1/auth/register', {
      fullName,
      username,
      email,
      password,
      country: 'CM',
    });
    checkEqual('the status of a new user', user.text('status'), 'unverified');
    tell(`${fullName}, ${email}`, { user: user.text('id') });
    return user.text('id');
  });

  await stage.step(
    `${firstName} proves the address with the token of the mail, and signs in`,
    async (tell) => {
      const mailbox = await stage.until(
        `a mail to ${email}`,
        () => client.get(`/dev/mailbox?to=${encodeURIComponent(email)}`),
        (mails) => mails.list('results').length > 0,
        () => 'empty',
      );
      const mail = present('the mail', mailbox.list('results')[0]);
      await client.post('/v1/auth/verify-email', { token: mail.part('params').text('token') });
      await client.signIn(username, password);
      const profile = await client.get('/v1/me');
      checkEqual('the address of the profile', profile.text('email'), email);
      tell(`verified at ${profile.text('emailVerifiedAt')}`);
    },
  );
  return { id, username, fullName, client };
}
