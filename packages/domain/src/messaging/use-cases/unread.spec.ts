import { race } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { cursorRequest, InvalidCursor, Unavailable } from '../../kernel/index.js';
import { ChatNotFound } from '../model/chat-errors.js';
import { MarkAheadOfChat } from '../model/message-errors.js';
import { UNREAD_CAP } from '../model/read-marks.js';

describe('what is new to a member', () => {
  async function setUp() {
    const bench = await messagingBench();
    const { chat, seller, markRead, markDelivered, countUnread, mongo } = bench;
    const sellerHere = { actor: seller, chatId: chat.id };
    return {
      ...bench,
      readBySeller: (seq: number) => markRead.execute({ ...sellerHere, seq }),
      deliveredToSeller: (seq: number) => markDelivered.execute({ ...sellerHere, seq }),
      unread: async (actor = seller) => (await countUnread.execute({ actor })).total,
      log: async () => {
        const { results } = await mongo.communicationLog.list({ chatId: chat.id }, cursorRequest());
        return results.map(({ kind, userId, seq }) => ({ kind, userId, seq }));
      },
    };
  }

  it('is what others said since the last message it read', async () => {
    const { say, seller, customer, unread, readBySeller } = await setUp();
    await say('un');
    await say('deux');
    await say('trois', { actor: seller });
    expect(await unread()).toBe(2);
    expect(await unread(customer)).toBe(1);
    await readBySeller(1);
    expect(await unread()).toBe(1);
    await readBySeller(3);
    expect(await unread()).toBe(0);
    await say('quatre');
    expect(await unread()).toBe(1);
  });

  it('counts what the platform says, for both', async () => {
    const { postSystemMessage, anOrderEvent, unread, customer } = await setUp();
    await postSystemMessage.handle(anOrderEvent('order.paid'));
    expect([await unread(), await unread(customer)]).toEqual([1, 1]);
  });

  it('is counted up to a hundred in each chat', async () => {
    const { say, openChat, countUnread, seller, chat } = await setUp();
    for (let message = 0; message <= UNREAD_CAP; message += 1) await say();
    const other = await openChat();
    await openChat();
    await say('ailleurs', { chatId: other.id });
    const { total, chats } = await countUnread.execute({ actor: seller });
    expect(total).toBe(UNREAD_CAP + 1);
    expect(new Map(chats.map(({ chatId, unread }) => [chatId, unread]))).toEqual(
      new Map([
        [chat.id, UNREAD_CAP],
        [other.id, 1],
      ]),
    );
  });

  it('never grows again by an older mark, however twenty are set at once', async () => {
    const { say, unread, readBySeller } = await setUp();
    for (let message = 0; message < 20; message += 1) await say();
    await race(20, (racer) => readBySeller(((racer * 7) % 20) + 1));
    expect(await unread()).toBe(0);
    await readBySeller(5);
    expect(await unread()).toBe(0);
  });

  it('notes in the log each time a mark moved, and only then', async () => {
    const { say, seller, deliveredToSeller, readBySeller, log, clock } = await setUp();
    await say();
    await say();
    const { userId } = seller;
    for (const mark of [
      () => deliveredToSeller(1),
      () => readBySeller(2),
      () => readBySeller(2),
      () => deliveredToSeller(2),
    ]) {
      await mark();
      clock.advance(1);
    }
    expect(await log()).toEqual([
      { kind: 'message.read', userId, seq: 2 },
      { kind: 'message.delivered', userId, seq: 1 },
    ]);
  });

  it('refuses a mark beyond the chat, below it, or of a stranger', async () => {
    const { say, readBySeller, deliveredToSeller, markRead, chat, aPerson } = await setUp();
    await say();
    for (const seq of [2, -1, 0.5, Number.NaN]) {
      await expect(readBySeller(seq)).rejects.toThrow(MarkAheadOfChat);
      await expect(deliveredToSeller(seq)).rejects.toThrow(MarkAheadOfChat);
    }
    const actor = await aPerson();
    await expect(markRead.execute({ actor, chatId: chat.id, seq: 1 })).rejects.toThrow(ChatNotFound);
  });

  it('stands beside each chat of the list, the last active first', async () => {
    const { say, openChat, relayMessages, listChats, seller, clock, chat } = await setUp();
    clock.advance(1_000);
    const other = await openChat();
    await say('ici');
    await relayMessages.execute();
    const { results } = await listChats.execute({ actor: seller });
    expect(results.map(({ id, unread, lastMessagePreview }) => ({ id, unread, lastMessagePreview }))).toEqual(
      [
        { id: chat.id, unread: 1, lastMessagePreview: 'ici' },
        { id: other.id, unread: 0, lastMessagePreview: null },
      ],
    );
    const head = await listChats.execute({ actor: seller, limit: 1, cursor: '' });
    if (!('nextCursor' in head) || head.nextCursor === null) throw new Error('There is another chat.');
    const next = await listChats.execute({ actor: seller, limit: 1, cursor: head.nextCursor });
    expect(next.results.map(({ id }) => id)).toEqual([other.id]);
    await expect(listChats.execute({ actor: seller, cursor: 'guess' })).rejects.toThrow(InvalidCursor);
  });

  it('stands on the page of a chat, with how far each member is', async () => {
    const { say, readBySeller, readChat, seller, customer, chat, aPerson } = await setUp();
    await say();
    await say();
    await readBySeller(1);
    const shown = await readChat.execute({ actor: seller, chatId: chat.id });
    expect(shown.unread).toBe(1);
    expect(shown.marks).toEqual([
      { chatId: chat.id, userId: customer.userId, lastDeliveredSeq: 0, lastReadSeq: 0 },
      { chatId: chat.id, userId: seller.userId, lastDeliveredSeq: 1, lastReadSeq: 1 },
    ]);
    const stranger = await aPerson();
    await expect(readChat.execute({ actor: stranger, chatId: chat.id })).rejects.toThrow(ChatNotFound);
  });

  it('is not known without the store of messages', async () => {
    const { countUnread, listChats, readBySeller, seller, mongo } = await setUp();
    mongo.database.goOffline();
    await expect(countUnread.execute({ actor: seller })).rejects.toThrow(Unavailable);
    await expect(listChats.execute({ actor: seller })).rejects.toThrow(Unavailable);
    await expect(readBySeller(0)).rejects.toThrow(Unavailable);
  });
});
