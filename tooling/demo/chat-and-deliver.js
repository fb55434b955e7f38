import { check, checkAmount, checkEqual, present } from './checks.js';
import { BRIEF, LOGO } from './files.js';
import { francs } from './francs.js';
import { readAccounts } from './accounts.js';
import { hasEvents, historyOf } from './transcript.js';
import { BOOKINGS, EXAMPLE } from './worked-example.js';

/** @import { Books } from './books.js' */
/** @import { Order } from './order-and-pay.js' */
/** @import { Person } from './people.js' */
/** @import { Stage } from './stage.js' */

/**
 * @typedef {object} Parties
 * @property {Person} seller
 * @property {Person} customer
 * @property {Order} order
 */

/**
 * Both sides talk.
 *
 * @param {Stage} stage
 * @param {Parties} parties
 */
export async function chat(stage, { seller: { client: seller }, customer: { client: customer }, order }) {
  const messages = `/v1/chats/${order.chatId}/messages`;

  await stage.step('Jean writes to Awa and attaches a file', async (tell) => {
    const uploadId = await customer.upload('message', BRIEF);
    const content = 'Bonjour Awa, voici mes idées pour le logo.';
    const sent = await customer.post(messages, { content, attachments: [{ uploadId }] });
    tell(`"${content}" with ${BRIEF.name}, ${BRIEF.bytes.length} bytes`, {
      message: sent.text('id'),
      upload: uploadId,
    });
  });

  await stage.step('Awa reads the chat and opens the file', async (tell) => {
    const history = await stage.until(
      'the chat to tell that the order is placed and paid',
      () => historyOf(seller, order.chatId),
      (read) => hasEvents(read, ['order.created', 'order.paid']),
      (read) => `at ${read.length} messages`,
    );
    const before = (await seller.get('/v1/me/unread')).number('total');
    const attached = history.flatMap(({ attachments }) => attachments);
    const { uploadId } = present('the attachment', attached[0]);
    const file = await seller.download(`/v1/uploads/${uploadId}/download`);
    check('that the attachment is the file that was sent', file.equals(BRIEF.bytes));
    await seller.put(`/v1/chats/${order.chatId}/read`, { seq: history.length });
    const after = (await seller.get('/v1/me/unread')).number('total');
    checkEqual('the number of unread messages', `${before}, then ${after}`, '3, then 0');
    tell('3 unread messages, then none');
  });

  await stage.step('Awa answers', async (tell) => {
    const content = 'Bonjour Jean, merci. Première proposition demain.';
    const sent = await seller.post(messages, { content });
    tell(`"${content}"`, { message: sent.text('id') });
  });
}

/**
 * The seller hands the work over, and the customer accepts it: what was held in escrow is shared.
 *
 * @param {Stage} stage
 * @param {Parties & { books: Books }} parties
 */
export async function deliver(
  stage,
  { seller: { client: seller }, customer: { client: customer }, order, books },
) {
  const uploadId = await stage.step('Awa delivers the work', async (tell) => {
    const file = await seller.upload('delivery', LOGO);
    const delivered = await seller.post(`/v1/orders/${order.id}/deliveries`, {
      ...{ message: 'Voici votre logo, avec ses fichiers source.', uploadIds: [file] },
    });
    checkEqual('the state of the order', delivered.text('state'), 'delivered');
    tell(`${LOGO.name}; Jean may look at it until ${delivered.text('reviewDueAt')}`, { upload: file });
    return file;
  });

  await stage.step('Jean downloads it', async (tell) => {
    const file = await customer.download(`/v1/uploads/${uploadId}/download`);
    check('that the delivery is the file that was sent', file.equals(LOGO.bytes));
    tell(`${file.length} bytes, the same that were sent`);
  });

  await stage.step('Jean accepts it', async (tell) => {
    const { headers } = await customer.exchange('GET', `/v1/orders/${order.id}`);
    const accepted = await books.changeBy(BOOKINGS.completion, () =>
      customer.post(`/v1/orders/${order.id}/accept`, undefined, { 'if-match': headers.get('etag') ?? '' }),
    );
    checkEqual('the state of the order', accepted.text('state'), 'completed');
    const shares = `${francs(EXAMPLE.net)} for Awa, ${francs(EXAMPLE.commission)} commission, ${francs(EXAMPLE.serviceFee)} fee`;
    tell(`completed; the escrow is shared: ${shares}`, {
      net: EXAMPLE.net,
      commission: EXAMPLE.commission,
      serviceFee: EXAMPLE.serviceFee,
    });
  });

  await stage.step('Awa looks at her account', async (tell) => {
    const { pending, available } = await readAccounts(seller);
    checkAmount('what is pending', pending, EXAMPLE.net);
    checkAmount('what is available', available, 0);
    tell(`${francs(pending)} pending until the clearing period is over, ${francs(available)} available`, {
      pending,
    });
  });
}
