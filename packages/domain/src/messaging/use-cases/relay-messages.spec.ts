import { race } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { LONGEST_PAUSES } from '../../../testing/fakes/platform/leased-work.js';
import { HOUR, SECOND, Unavailable, UnitOfWork, type RunOptions } from '../../kernel/index.js';
import { RelayMessages } from './relay-messages.js';

/** Fails as often as it is told, for no reason that passes by itself. */
class FailingUnitOfWork<Scope extends object> extends UnitOfWork<Scope> {
  times = 0;

  constructor(private readonly inner: UnitOfWork<Scope>) {
    super();
  }

  run<Result>(work: (scope: Scope) => Promise<Result>, options?: RunOptions): Promise<Result> {
    if (this.times === 0) return this.inner.run(work, options);
    this.times -= 1;
    return Promise.reject(new Error('It makes no sense'));
  }
}

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

  it('fails without the other store, and keeps every promise within seconds of its return', async () => {
    const { say, shown, relayMessages, sql, clock } = await setUp();
    for (let message = 1; message <= 3; message += 1) await say();
    sql.database.goOffline();
    for (let failure = 0; failure < 30; failure += 1) {
      await expect(relayMessages.execute()).rejects.toThrow(Unavailable);
      clock.advance(3 * SECOND);
    }
    sql.database.goOnline();
    expect(await relayMessages.execute()).toBe(3);
    expect(await shown()).toMatchObject({ lastSeq: 3 });
  });

  it('waits longer each time the same message fails, does not hold the others, and never gives up', async () => {
    const { say, sql, mongo, shown, clock } = await setUp();
    const failing = new FailingUnitOfWork(sql.unitOfWork);
    const relayMessages = new RelayMessages(mongo.messages, failing, LONGEST_PAUSES, clock);
    await say('un');
    await say('deux');
    failing.times = 1;
    expect(await relayMessages.execute()).toBe(2);
    expect(await shown()).toMatchObject({ lastSeq: 2 });
    for (const seconds of [1, 2, 4, 8]) {
      failing.times = 1;
      clock.advance(seconds * SECOND - 1);
      expect(await relayMessages.execute()).toBe(0);
      clock.advance(1);
      expect(await relayMessages.execute()).toBe(1);
    }
    for (let failure = 0; failure < 30; failure += 1) {
      failing.times = 1;
      clock.advance(HOUR);
      expect(await relayMessages.execute()).toBe(1);
    }
  });

  it('keeps why it failed', async () => {
    const { say, relayMessages, sql, mongo, clock } = await setUp();
    const { id } = await say();
    sql.database.goOffline();
    await expect(relayMessages.execute()).rejects.toThrow(Unavailable);
    clock.advance(3 * SECOND);
    expect(await mongo.messages.listPending(clock.now(), 10)).toMatchObject([
      { message: { id }, attempts: 1, lastError: 'Unavailable: The database is not available right now.' },
    ]);
  });

  it('leaves to another relay what that one has claimed', async () => {
    const { say, relayMessages, mongo, clock } = await setUp();
    await say();
    const [offered] = await mongo.messages.listPending(clock.now(), 10);
    if (!offered) throw new Error('What was said is offered.');
    await mongo.messages.claim(offered, new Date(clock.now().getTime() + 5 * SECOND));
    expect(await relayMessages.execute()).toBe(0);
    // As when that one was killed.
    clock.advance(5 * SECOND);
    expect(await relayMessages.execute()).toBe(1);
  });

  it('fails without the store of messages, so that its caller knows', async () => {
    const { relayMessages, mongo } = await setUp();
    mongo.database.goOffline();
    await expect(relayMessages.execute()).rejects.toThrow(Unavailable);
  });
});
