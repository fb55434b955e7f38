import { race } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { Unavailable } from '../../kernel/index.js';
import { SYSTEM_TEXTS } from '../model/system-texts.js';

describe('PostSystemMessage', () => {
  it('lets the chat say what happened to the order, in words anybody can read', async () => {
    const { postSystemMessage, anOrderEvent, mongo, chat, clock } = await messagingBench();
    const event = anOrderEvent('order.delivered');
    await postSystemMessage.handle(event);
    expect(await mongo.messages.listAfter(chat.id, 0, 10)).toMatchObject([
      {
        seq: 1,
        kind: 'system',
        senderId: null,
        event: 'order.delivered',
        content: SYSTEM_TEXTS['order.delivered'].fr,
        clientMessageId: event.id,
        timestamp: clock.now(),
      },
    ]);
  });

  it('says once what is delivered twenty times at once, and again later', async () => {
    const { postSystemMessage, anOrderEvent, mongo, chat } = await messagingBench();
    const event = anOrderEvent('order.paid');
    const { lost } = await race(20, () => postSystemMessage.handle(event));
    expect(lost).toEqual([]);
    await postSystemMessage.handle({ ...event });
    expect(await mongo.messages.lastSeq(chat.id)).toBe(1);
  });

  it('says each event of the same kind', async () => {
    const { postSystemMessage, anOrderEvent, mongo, chat } = await messagingBench();
    await postSystemMessage.handle(anOrderEvent('order.delivered'));
    await postSystemMessage.handle(anOrderEvent('order.delivered'));
    expect(await mongo.messages.lastSeq(chat.id)).toBe(2);
  });

  it('has something to say in both languages about every event it asks for', async () => {
    const { postSystemMessage, anOrderEvent, mongo, chat } = await messagingBench();
    for (const name of postSystemMessage.events) await postSystemMessage.handle(anOrderEvent(name));
    const said = await mongo.messages.listAfter(chat.id, 0, 100);
    expect(said.map(({ event }) => event)).toEqual(postSystemMessage.events);
    for (const { fr, en } of Object.values(SYSTEM_TEXTS)) expect(fr).not.toBe(en);
  });

  it('fails while the store of messages does not answer, so that the event comes again', async () => {
    const { postSystemMessage, anOrderEvent, mongo, chat } = await messagingBench();
    const event = anOrderEvent('order.paid');
    mongo.database.goOffline();
    await expect(postSystemMessage.handle(event)).rejects.toThrow(Unavailable);
    mongo.database.goOnline();
    await postSystemMessage.handle(event);
    expect(await mongo.messages.lastSeq(chat.id)).toBe(1);
  });

  it('fails loudly on an event that is none of its own, or names no chat', async () => {
    const { postSystemMessage, anOrderEvent } = await messagingBench();
    await expect(postSystemMessage.handle(anOrderEvent('order.frozen'))).rejects.toThrow('order.frozen');
    await expect(postSystemMessage.handle(anOrderEvent('order.paid', { payload: {} }))).rejects.toThrow(
      'order.paid',
    );
  });
});
