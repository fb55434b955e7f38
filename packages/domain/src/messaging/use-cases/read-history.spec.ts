import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { InvalidPage, Unavailable } from '../../kernel/index.js';
import { ChatNotFound } from '../model/chat-errors.js';
import { InvalidHistoryWindow } from '../model/message-errors.js';
import { inLanguage } from '../model/message.js';
import type { ReadHistoryInput } from './read-history.js';

describe('ReadHistory', () => {
  async function setUp(messages = 30) {
    const bench = await messagingBench();
    for (let seq = 1; seq <= messages; seq += 1) await bench.say(`message ${seq}`);
    const { chat, customer, readHistory } = bench;
    const read = (window: Partial<ReadHistoryInput> = {}) =>
      readHistory.execute({ actor: customer, chatId: chat.id, locale: 'fr', ...window });
    const places = async (window: Partial<ReadHistoryInput> = {}) =>
      (await read(window)).results.map(({ seq }) => seq);
    return { ...bench, read, places };
  }

  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('shows the newest messages, oldest first, and how far the chat goes', async () => {
    const { read, places } = await setUp();
    expect(await places()).toEqual(range(11, 30));
    expect((await read({ limit: 3 })).lastSeq).toBe(30);
  });

  it('shows the messages before, after and around one', async () => {
    const { places } = await setUp();
    expect(await places({ before: 11, limit: 4 })).toEqual(range(7, 10));
    expect(await places({ after: 11, limit: 4 })).toEqual(range(12, 15));
    expect(await places({ around: 11, limit: 5 })).toEqual(range(9, 13));
    expect(await places({ around: 11, limit: 1 })).toEqual([11]);
    expect(await places({ around: 1, limit: 6 })).toEqual(range(1, 3));
    expect(await places({ after: 30 })).toEqual([]);
    expect(await places({ before: 1 })).toEqual([]);
  });

  it('says what happened in the language of the reader, and what people wrote as they wrote it', async () => {
    const { postSystemMessage, anOrderEvent, read } = await setUp(1);
    await postSystemMessage.handle(anOrderEvent('order.paid'));
    const content = async (locale: 'fr' | 'en') =>
      (await read({ locale })).results.map((message) => message.content);
    expect(await content('fr')).toEqual(['message 1', 'La commande est payée. Le travail peut commencer.']);
    expect(await content('en')).toEqual(['message 1', 'The order is paid. The work can begin.']);
  });

  it('leaves the text of an event nobody tells any more as it was written', async () => {
    const { say } = await setUp(0);
    const old = { ...(await say('La commande est gelée.')), event: 'order.frozen' };
    expect(inLanguage(old, 'en')).toEqual(old);
  });

  it.each<[string, Partial<ReadHistoryInput>]>([
    ['two windows', { before: 3, after: 1 }],
    ['a place below 0', { after: -1 }],
    ['half a place', { around: 1.5 }],
    ['no number', { before: Number.NaN }],
  ])('refuses %s', async (_, window) => {
    const { read } = await setUp(0);
    await expect(read(window)).rejects.toThrow(InvalidHistoryWindow);
  });

  it('refuses more than a hundred messages at once', async () => {
    const { read } = await setUp(0);
    await expect(read({ limit: 101 })).rejects.toThrow(InvalidPage);
  });

  it('shows nothing to a stranger, and nothing without the store of messages', async () => {
    const { read, aPerson, mongo } = await setUp(1);
    await expect(read({ actor: await aPerson() })).rejects.toThrow(ChatNotFound);
    mongo.database.goOffline();
    await expect(read()).rejects.toThrow(Unavailable);
  });
});
