import {
  aMessage,
  anAttachment,
  anId,
  messagingBench,
  createBareOrder,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { CheckStores, STORE_RULES } from './check-stores.js';
import { RewindChats } from './rewind-chats.js';

async function bench() {
  const made = await messagingBench();
  const { sql, mongo, clock } = made;
  const checkStores = new CheckStores(sql.chatIntegrity, mongo.messageIntegrity);
  return {
    ...made,
    checkStores,
    rewindChats: new RewindChats(
      ...([sql.chatIntegrity, mongo.messageIntegrity, mongo.messages, sql.chats, clock] as const),
    ),
    /** The rules that are broken, with the first example of each. */
    broken: async () => {
      const reports = await checkStores.execute();
      expect(reports.map(({ rule }) => rule)).toEqual(STORE_RULES);
      const failed = reports.filter(({ violations }) => violations > 0);
      return Object.fromEntries(failed.map(({ rule, examples }) => [rule, examples[0]]));
    },
  };
}

describe('CheckStores', () => {
  it('finds nothing in a chat with words, files and marks, before it is announced and after', async () => {
    const { broken, say, anUploadOf, customer, seller, chat, markRead, relayMessages } = await bench();
    expect(await broken()).toEqual({});
    await say('Bonjour', { uploadIds: [await anUploadOf(customer)] });
    await say('Bonsoir', { actor: seller });
    await markRead.execute({ actor: seller, chatId: chat.id, seq: 2 });
    expect(await broken()).toEqual({});
    await relayMessages.execute();
    expect(await broken()).toEqual({});
  });

  it('finds a chat that shows another message than the last', async () => {
    const { broken, say, sql, chat, relayMessages } = await bench();
    await say();
    await relayMessages.execute();
    const activity = { lastSeq: 3, lastMessageAt: TEST_EPOCH, lastMessagePreview: 'Bonjour' };
    await sql.chats.recordActivity(chat.id, activity, TEST_EPOCH);
    expect(await broken()).toEqual({
      chats_show_last_message: `chat ${chat.id}: shows message 3, the last is 1`,
    });
  });

  it('finds what somebody said who was never in the chat, and in a chat that is not there', async () => {
    const { broken, mongo, chat, relayMessages } = await bench();
    const [stranger, nowhere] = [anId(), anId()];
    await mongo.messages.append(aMessage(chat.id, { senderId: stranger }));
    await mongo.messages.append(aMessage(nowhere));
    await relayMessages.execute();
    expect(await broken()).toEqual({
      senders_are_members: `chat ${chat.id}: ${stranger} spoke and was never in it`,
      messages_have_a_chat: nowhere,
    });
  });

  it('finds an attachment that is no upload, and a mark beyond the last message', async () => {
    const { broken, mongo, chat, customer, relayMessages } = await bench();
    const attachment = anAttachment();
    await mongo.messages.append(aMessage(chat.id, { senderId: customer.userId, attachments: [attachment] }));
    await relayMessages.execute();
    await mongo.chatStates.markDelivered(chat.id, customer.userId, 9);
    expect(await broken()).toEqual({
      attachments_are_uploads: attachment.uploadId,
      marks_are_on_messages: `chat ${chat.id}: ${customer.userId} received message 9 of 1`,
    });
  });

  it('finds an order without its chat', async () => {
    const { broken, sql } = await bench();
    const order = await createBareOrder(sql);
    expect(await broken()).toEqual({ orders_have_a_chat: order.id, parties_are_members: order.id });
  });

  it('compares every chat, however many there are, and names five', async () => {
    const { checkStores, sql, openChat } = await bench();
    const activity = { lastSeq: 1, lastMessageAt: TEST_EPOCH, lastMessagePreview: 'Bonjour' };
    for (let count = 0; count < 1_101; count += 1) {
      const { id } = await openChat({ orderId: anId() });
      await sql.chats.recordActivity(id, activity, TEST_EPOCH);
    }
    const report = (await checkStores.execute()).find(({ rule }) => rule === 'chats_show_last_message');
    expect(report).toMatchObject({ violations: 1_101 });
    expect(report?.examples).toHaveLength(5);
  });
});

describe('RewindChats', () => {
  it('lets a chat show the last message that is left, and nothing when none is', async () => {
    const { broken, rewindChats, sql, say, chat, openChat, customer, relayMessages } = await bench();
    await say('Bonjour');
    await relayMessages.execute();
    const emptied = await openChat({ orderId: anId() });
    const gone = { lastSeq: 4, lastMessageAt: TEST_EPOCH, lastMessagePreview: 'gone' };
    for (const { id } of [chat, emptied]) await sql.chats.recordActivity(id, gone, TEST_EPOCH);

    expect(await rewindChats.execute()).toBe(2);
    expect(await broken()).toEqual({});
    const shown = await sql.chatViews.findFor(customer.userId, chat.id);
    expect(shown).toMatchObject({ lastSeq: 1, lastMessagePreview: 'Bonjour' });
    expect(await sql.chatViews.findFor(customer.userId, emptied.id)).toMatchObject({ lastSeq: 0 });
    expect(await rewindChats.execute()).toBe(0);
    await say('Encore');
    await relayMessages.execute();
    expect(await broken()).toEqual({});
  });
});
