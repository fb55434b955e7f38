import { after, SECOND, type Message, type MessageDraft, type MessageRepository } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aMessage, anAttachment } from '../../factories/messaging/message-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface MessageRepositoryPorts {
  readonly messages: MessageRepository;
}

const LATER = after(TEST_EPOCH, 30 * SECOND);
const ALL = 1_000;

/** Every kind of message; between them, every field is filled. */
const EVERY_KIND: Readonly<Record<string, Partial<MessageDraft>>> = {
  'of words': { content: 'Où en est le logo ?\n\t— Awa 🙂' },
  'of files': {
    content: '',
    attachments: [
      anAttachment({ name: 'été.pdf', type: 'application/pdf', size: 20_971_520 }),
      anAttachment(),
    ],
  },
  'of the platform': {
    senderId: null,
    kind: 'system',
    event: 'order.paid',
    content: 'La commande est payée.',
    timestamp: LATER,
  },
};

export function messageRepositoryContract(open: Open<MessageRepositoryPorts>): void {
  describe('MessageRepository', () => {
    let messages: MessageRepository;
    let chatId: string;

    beforeEach(async () => {
      ({ messages } = await open());
      chatId = anId();
    });

    async function said(overrides: Partial<MessageDraft> = {}): Promise<Message> {
      return (await messages.append(aMessage(chatId, overrides))).message;
    }

    async function saidTimes(times: number): Promise<readonly Message[]> {
      const all: Message[] = [];
      while (all.length < times) all.push(await said());
      return all;
    }

    /** What waits, of the messages of this test. */
    async function pending(now: Date, mine: readonly string[]) {
      const waiting = await messages.listPending(now, ALL);
      return waiting
        .filter(({ message }) => mine.includes(message.id))
        .map(({ message, attempts, lastError }) => ({ id: message.id, attempts, lastError }));
    }

    it('knows nothing of a chat in which nothing was said', async () => {
      expect(await messages.find(anId())).toBeNull();
      expect(await messages.findSent(aMessage(chatId))).toBeNull();
      expect(await messages.lastSeq(chatId)).toBe(0);
      expect(await messages.listBefore(chatId, null, 10)).toEqual([]);
      expect(await messages.listAfter(chatId, 0, 10)).toEqual([]);
      expect(await messages.chatsShowing(anId())).toEqual([]);
    });

    it.each(Object.keys(EVERY_KIND))('gives back a message %s as it was said', async (kind) => {
      const draft = aMessage(chatId, EVERY_KIND[kind]);
      const appended = await messages.append(draft);
      expect(appended).toEqual({ message: { ...draft, seq: 1 }, isRepeat: false });
      expect(await messages.find(draft.id)).toEqual(appended.message);
      expect(await messages.findSent(draft)).toEqual(appended.message);
      expect(await messages.listAfter(chatId, 0, 1)).toEqual([appended.message]);
    });

    it('gives the places of each chat in turn, from 1', async () => {
      const elsewhere = anId();
      expect((await saidTimes(2)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await said({ chatId: elsewhere })).toMatchObject({ seq: 1 });
      expect(await said()).toMatchObject({ seq: 3 });
      expect(await messages.lastSeq(chatId)).toBe(3);
      expect(await messages.lastSeq(elsewhere)).toBe(1);
    });

    it('answers a repeat with the first message, whatever it says', async () => {
      const first = await said();
      const repeat = aMessage(chatId, { ...first, id: anId(), content: 'Autre chose' });
      expect(await messages.append(repeat)).toEqual({ message: first, isRepeat: true });
      expect(await messages.lastSeq(chatId)).toBe(1);
    });

    it('takes the same number from another sender, in another chat, and from the platform', async () => {
      const { clientMessageId, senderId } = await said();
      expect((await messages.append(aMessage(chatId, { clientMessageId }))).isRepeat).toBe(false);
      expect((await messages.append(aMessage(anId(), { clientMessageId, senderId }))).isRepeat).toBe(false);
      const system = { ...EVERY_KIND['of the platform'], clientMessageId };
      expect((await messages.append(aMessage(chatId, system))).isRepeat).toBe(false);
      expect((await messages.append(aMessage(chatId, system))).isRepeat).toBe(true);
    });

    it('gives twenty who speak at once the places 1 to 20 without a gap', async () => {
      const { won, lost } = await race(20, () => said());
      expect(lost).toEqual([]);
      const places = Array.from({ length: 20 }, (_, index) => index + 1);
      expect(won.map(({ seq }) => seq).sort((left, right) => left - right)).toEqual(places);
      expect((await messages.listAfter(chatId, 0, 100)).map(({ seq }) => seq)).toEqual(places);
    });

    it('says once what is sent twenty times at once', async () => {
      const draft = aMessage(chatId);
      const { won, lost } = await race(20, () => messages.append({ ...draft, id: anId() }));
      expect(lost).toEqual([]);
      expect(won.filter(({ isRepeat }) => !isRepeat)).toHaveLength(1);
      expect(new Set(won.map(({ message }) => message.id)).size).toBe(1);
      expect(await messages.lastSeq(chatId)).toBe(1);
    });

    it('reads the messages next to a place on either side, oldest first', async () => {
      const all = await saidTimes(5);
      await said({ chatId: anId() });
      expect(await messages.listBefore(chatId, null, 2)).toEqual(all.slice(3));
      expect(await messages.listBefore(chatId, 4, 2)).toEqual(all.slice(1, 3));
      expect(await messages.listBefore(chatId, 1, 2)).toEqual([]);
      expect(await messages.listAfter(chatId, 0, 2)).toEqual(all.slice(0, 2));
      expect(await messages.listAfter(chatId, 3, 9)).toEqual(all.slice(3));
      expect(await messages.listAfter(chatId, 5, 9)).toEqual([]);
    });

    it('counts what others said since, up to the cap, of each chat apart', async () => {
      const [me, other] = [anId(), anId()];
      await saidTimes(4);
      await said({ senderId: me });
      await said({ ...EVERY_KIND['of the platform'] });
      await said({ chatId: other });
      const count = (lastReadSeq: number, cap = 100) =>
        messages.countUnread(
          me,
          [
            { chatId, lastReadSeq },
            { chatId: other, lastReadSeq: 1 },
          ],
          cap,
        );
      expect(await count(0)).toEqual(
        new Map([
          [chatId, 5],
          [other, 0],
        ]),
      );
      expect(await count(2)).toEqual(
        new Map([
          [chatId, 3],
          [other, 0],
        ]),
      );
      expect(await count(0, 3)).toEqual(
        new Map([
          [chatId, 3],
          [other, 0],
        ]),
      );
      expect(await messages.countUnread(me, [], 100)).toEqual(new Map());
    });

    it('names the chats in which a file is attached', async () => {
      const [attachment, other] = [anAttachment(), anId()];
      await said({ attachments: [anAttachment(), attachment] });
      await said({ attachments: [attachment] });
      await said({ chatId: other, attachments: [attachment] });
      const chatIds = await messages.chatsShowing(attachment.uploadId);
      expect([...chatIds].sort()).toEqual([chatId, other].sort());
    });

    it('lets a message wait from the moment it is said until it is announced', async () => {
      const message = await said();
      const mine = [message.id];
      expect(await pending(after(TEST_EPOCH, -1), mine)).toEqual([]);
      expect(await pending(TEST_EPOCH, mine)).toEqual([{ id: message.id, attempts: 0, lastError: null }]);
      await messages.markAnnounced(message.id, LATER);
      await messages.markAnnounced(message.id, LATER);
      expect(await pending(after(LATER, SECOND), mine)).toEqual([]);
      expect(await messages.find(message.id)).toEqual(message);
    });

    /** One that waits, as it is offered. */
    async function offeredOf(message: Message, now: Date) {
      const found = (await messages.listPending(now, ALL)).find((each) => each.message.id === message.id);
      if (!found) throw new Error('The message is not offered.');
      return found;
    }

    it('offers a postponed message when its time comes, counting the failures', async () => {
      const message = await said();
      const mine = [message.id];
      const lastError = 'The database is not available right now.';
      await messages.postpone(await offeredOf(message, TEST_EPOCH), lastError, LATER);
      expect(await pending(after(LATER, -1), mine)).toEqual([]);
      expect(await pending(LATER, mine)).toEqual([{ id: message.id, attempts: 1, lastError }]);
      const offered = await offeredOf(message, LATER);
      await messages.markAnnounced(message.id, LATER);
      await messages.postpone(offered, 'too late', LATER);
      expect(await pending(after(LATER, SECOND), mine)).toEqual([]);
    });

    it('hides what somebody claimed until its time is over', async () => {
      const message = await said();
      const mine = [message.id];
      expect(await messages.claim(await offeredOf(message, TEST_EPOCH), LATER)).toMatchObject({ message });
      expect(await pending(after(LATER, -1), mine)).toEqual([]);
      expect(await pending(LATER, mine)).toEqual([{ id: message.id, attempts: 0, lastError: null }]);
    });

    it('gives a message to one of twenty who claim it at once', async () => {
      const offered = await offeredOf(await said(), TEST_EPOCH);
      const { won } = await race(20, () => messages.claim(offered, LATER));
      expect(won.filter((held) => held !== null)).toHaveLength(1);
    });

    it('leaves a failure to whoever claimed the message last', async () => {
      const message = await said();
      const lost = await messages.claim(await offeredOf(message, TEST_EPOCH), LATER);
      const held = await messages.claim(await offeredOf(message, LATER), after(LATER, SECOND));
      if (!lost || !held) throw new Error('What is offered can be claimed.');
      await messages.postpone(lost, 'too late', TEST_EPOCH);
      expect(await pending(LATER, [message.id])).toEqual([]);
      await messages.postpone(held, 'in time', LATER);
      expect(await pending(LATER, [message.id])).toMatchObject([{ attempts: 1, lastError: 'in time' }]);
    });

    it('offers the longest waiting first, and at most as many as asked for', async () => {
      const [second, first, third] = [
        await said({ timestamp: after(TEST_EPOCH, 1) }),
        await said({ timestamp: TEST_EPOCH }),
        await said({ timestamp: after(TEST_EPOCH, 1) }),
      ];
      const mine = [first, second, third].map(({ id }) => id);
      expect((await pending(LATER, mine)).map(({ id }) => id)).toEqual(mine);
      expect(await messages.listPending(LATER, 2)).toHaveLength(2);
    });
  });
}
