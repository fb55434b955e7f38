import { race } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { HOUR, SECOND, Unavailable } from '../../kernel/index.js';

describe('RelayMessages', () => {
  async function setUp() {
    const bench = await messagingBench();
    const { sql, chat, customer } = bench;
    return {
      ...bench,
      shown: async () => {
        const view = await sql.chatViews.findFor(customer.userId, chat.id);
        return view && { lastSeq: view.lastSeq, lastMessagePreview: view.lastMessagePreview };
      },
      linkedTo: (messageId: string) => sql.uploads.linkedTo({ type: 'message', id: messageId }),
    };
  }

  it('lets the chat show its newest message', async () => {
    const { say, shown, relayMessages, clock, sql, customer, chat } = await setUp();
    await say('un');
    clock.advance(SECOND);
    await say('  deux\n\nlignes ');
    expect(await shown()).toEqual({ lastSeq: 0, lastMessagePreview: null });
    expect(await relayMessages.execute()).toBe(2);
    expect(await shown()).toEqual({ lastSeq: 2, lastMessagePreview: 'deux lignes' });
    const view = await sql.chatViews.findFor(customer.userId, chat.id);
    expect(view?.lastMessageAt).toEqual(clock.now());
    expect(await relayMessages.execute()).toBe(0);
  });

  it('shows a long message by its beginning, and one of files by the name of the first', async () => {
    const { say, shown, relayMessages, anUploadOf, customer } = await setUp();
    await say('🙂'.repeat(101));
    await relayMessages.execute();
    expect(await shown()).toEqual({ lastSeq: 1, lastMessagePreview: `${'🙂'.repeat(99)}…` });
    await say('', { uploadIds: [await anUploadOf(customer, { name: 'maquette.png' })] });
    await relayMessages.execute();
    expect(await shown()).toEqual({ lastSeq: 2, lastMessagePreview: 'maquette.png' });
  });

  it('links the files of a message to it, so that they cannot be removed', async () => {
    const { say, relayMessages, anUploadOf, customer, linkedTo, sql } = await setUp();
    const uploadIds = [await anUploadOf(customer), await anUploadOf(customer)];
    const { id } = await say('Voici', { uploadIds });
    await relayMessages.execute();
    expect(await linkedTo(id)).toEqual([...uploadIds].sort());
    for (const uploadId of uploadIds) expect(await sql.uploads.isLinked(uploadId)).toBe(true);
  });

  it('goes on without a file its sender removed in the meantime', async () => {
    const { say, relayMessages, anUploadOf, customer, linkedTo, sql, shown, clock } = await setUp();
    const [kept, removed] = [await anUploadOf(customer), await anUploadOf(customer)];
    const { id } = await say('Voici', { uploadIds: [kept, removed] });
    await sql.unitOfWork.run(async ({ uploads }) => {
      const upload = await uploads.getForUpdate(removed);
      upload.giveUp(clock.now());
      await uploads.save(upload);
    });
    await relayMessages.execute();
    expect(await linkedTo(id)).toEqual([kept]);
    expect(await shown()).toMatchObject({ lastSeq: 1 });
    expect(await relayMessages.execute()).toBe(0);
  });

  it('changes nothing when twenty do it at once', async () => {
    const { say, relayMessages, anUploadOf, customer, linkedTo, shown } = await setUp();
    const { id } = await say('Voici', { uploadIds: [await anUploadOf(customer)] });
    for (let message = 2; message <= 10; message += 1) await say(`message ${message}`);
    const { lost } = await race(20, () => relayMessages.execute());
    expect(lost).toEqual([]);
    expect(await shown()).toEqual({ lastSeq: 10, lastMessagePreview: 'message 10' });
    expect(await linkedTo(id)).toHaveLength(1);
    expect(await relayMessages.execute()).toBe(0);
  });

  it('waits longer each time the other store does not answer, and keeps every promise once it does', async () => {
    const { say, relayMessages, shown, sql, clock } = await setUp();
    await say();
    sql.database.goOffline();
    expect(await relayMessages.execute()).toBe(1);
    expect(await relayMessages.execute()).toBe(0);
    clock.advance(SECOND);
    expect(await relayMessages.execute()).toBe(1);
    clock.advance(SECOND);
    expect(await relayMessages.execute()).toBe(0);
    for (let failure = 0; failure < 30; failure += 1) {
      clock.advance(HOUR);
      expect(await relayMessages.execute()).toBe(1);
    }
    sql.database.goOnline();
    clock.advance(HOUR);
    await relayMessages.execute();
    expect(await shown()).toMatchObject({ lastSeq: 1 });
  });

  it('keeps why it failed', async () => {
    const { say, relayMessages, sql, mongo, clock } = await setUp();
    const { id } = await say();
    sql.database.goOffline();
    await relayMessages.execute();
    clock.advance(SECOND);
    expect(await mongo.messages.listPending(clock.now(), 10)).toMatchObject([
      { message: { id }, attempts: 1, lastError: 'Unavailable: The database is not available right now.' },
    ]);
  });

  it('fails without the store of messages, so that its caller knows', async () => {
    const { relayMessages, mongo } = await setUp();
    mongo.database.goOffline();
    await expect(relayMessages.execute()).rejects.toThrow(Unavailable);
  });
});
