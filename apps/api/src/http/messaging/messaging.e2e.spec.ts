import { aCommunicationEntry, anId, messagingBench, type MessagingBench } from '@2krika/domain/testing';
import type { Actor } from '@2krika/domain';
import { startServer, tokenOf, type RunningServer } from '../../../test/http/running-server.js';
import { messagingRoutes } from './messaging-routes.js';

describe('chats over HTTP', () => {
  let bench: MessagingBench;
  let running: RunningServer;

  beforeEach(async () => {
    bench = await messagingBench();
    running = await startServer(messagingRoutes(bench));
  });

  afterEach(() => running.stop());

  const call = (actor: Actor, method: string, path: string, body?: unknown, headers = {}) =>
    running.call(method, `/v1${path}`, {
      token: tokenOf(actor.userId, ...actor.permissions),
      headers,
      ...(body === undefined ? {} : { body }),
    });
  const here = (path = '') => `/chats/${bench.chat.id}${path}`;
  const send = (actor: Actor, body: object) => call(actor, 'POST', here('/messages'), body);

  it('says something with a file, and answers its repeat with what was said first', async () => {
    const { customer, anUploadOf } = bench;
    const uploadId = await anUploadOf(customer);
    const message = { clientMessageId: anId(), content: 'Voici', attachments: [{ uploadId }] };
    const sent = await send(customer, message);
    expect(sent.status).toBe(201);
    expect(sent.headers.get('location')).toBe(`/v1${here('/messages')}?around_seq=1&limit=1`);
    expect(sent.body).toMatchObject({
      seq: 1,
      ...{ senderId: customer.userId, kind: 'text', event: null, content: 'Voici' },
      attachments: [
        { uploadId, path: `message/${uploadId}`, type: 'image/png', size: 1_024, name: 'affiche.png' },
      ],
    });
    const again = await send(customer, { ...message, content: 'Autre' });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(sent.body);
    const { pathname, search } = new URL(sent.headers.get('location') ?? '', running.url);
    const found = await call(customer, 'GET', pathname.slice('/v1'.length) + search);
    expect(found.body).toEqual({ results: [sent.body], lastSeq: 1 });
  });

  it('shows history by place, in the language of the reader', async () => {
    const { say, postSystemMessage, anOrderEvent, seller } = bench;
    for (const content of ['un', 'deux', 'trois']) await say(content);
    await postSystemMessage.handle(anOrderEvent('order.paid'));
    const read = async (query: string, language = 'fr') => {
      const { body } = await call(seller, 'GET', here(`/messages${query}`), undefined, {
        'accept-language': language,
      });
      return body['results'] as readonly { readonly content: string; readonly senderId: string | null }[];
    };
    expect((await read('?before_seq=3&limit=1')).map(({ content }) => content)).toEqual(['deux']);
    expect((await read('?after_seq=1&limit=1')).map(({ content }) => content)).toEqual(['deux']);
    expect((await read('?around_seq=2&limit=2')).map(({ content }) => content)).toEqual(['un', 'deux']);
    expect((await read('', 'en-GB')).at(-1)).toMatchObject({
      senderId: null,
      content: 'The order is paid. The work can begin.',
    });
  });

  it('lists chats with what is unread, and moves marks', async () => {
    const { say, seller, relayMessages, chat } = bench;
    await say('un');
    await say('deux');
    await relayMessages.execute();
    const results = [{ id: chat.id, lastSeq: 2, lastMessagePreview: 'deux', unread: 2 }];
    const page = { results, count: 1, page: 1, limit: 20, totalPages: 1 };
    expect((await call(seller, 'GET', '/chats')).body).toMatchObject(page);
    const stretch = { results, nextCursor: null, prevCursor: null, hasMore: false };
    expect((await call(seller, 'GET', '/chats?cursor=')).body).toMatchObject(stretch);
    expect((await call(seller, 'GET', '/me/unread')).body).toEqual({
      total: 2,
      chats: [{ chatId: chat.id, unread: 2 }],
    });
    expect((await call(seller, 'PUT', here('/delivered'), { seq: 2 })).status).toBe(204);
    expect((await call(seller, 'PUT', here('/read'), { seq: 1 })).status).toBe(204);
    expect((await call(seller, 'GET', here())).body).toMatchObject({
      unread: 1,
      marks: [
        { lastDeliveredSeq: 0, lastReadSeq: 0 },
        { userId: seller.userId, lastDeliveredSeq: 2, lastReadSeq: 1 },
      ],
    });
    expect((await call(seller, 'PUT', here('/read'), { seq: 3 })).body).toMatchObject({
      ...{ status: 422, code: 'chat.mark_ahead' },
    });
  });

  it.each([
    ['GET', ''],
    ['GET', '/messages'],
    ['POST', '/messages'],
    ['PUT', '/read'],
    ['PUT', '/delivered'],
  ])('answers %s %s of a chat with 404 to a stranger, and 401 to nobody', async (method, path) => {
    const body = method === 'GET' ? undefined : method === 'POST' ? { content: 'Bonjour' } : { seq: 0 };
    const stranger = await call(await bench.aPerson(), method, here(path), body);
    expect(stranger.body).toMatchObject({ status: 404, code: 'chat.not_found' });
    const nobody = await running.call(method, `/v1${here(path)}`, body && { body });
    expect(nobody.status).toBe(401);
  });

  it.each<[string, object, string]>([
    ['nothing in it', {}, 'message.invalid'],
    ['only spaces in it', { content: '  ' }, 'message.invalid'],
    ['a control character', { content: 'a\u0007' }, 'message.invalid'],
    ['a field nobody knows', { content: 'a', seq: 1 }, 'validation_failed'],
    ['a number of the wrong form', { content: 'a', clientMessageId: '1' }, 'validation_failed'],
    ['an operator for a text', { content: { $ne: '' } }, 'validation_failed'],
  ])('refuses a message with %s', async (_, body, code) => {
    const answer = await send(bench.customer, body);
    expect(answer.body).toMatchObject({ status: 422, code });
    expect(await bench.mongo.messages.lastSeq(bench.chat.id)).toBe(0);
  });

  it('refuses the file of somebody else', async () => {
    const uploadId = await bench.anUploadOf(bench.seller);
    const answer = await send(bench.customer, { attachments: [{ uploadId }] });
    expect(answer.body).toMatchObject({ status: 422, code: 'upload.not_yours' });
  });

  it('refuses two windows of history at once', async () => {
    const answer = await call(bench.customer, 'GET', here('/messages?before_seq=3&after_seq=1'));
    expect(answer.body).toMatchObject({ status: 422, code: 'message.invalid_window' });
  });

  it('shows the log of communication to those who may audit chats, and to nobody else', async () => {
    const entry = aCommunicationEntry();
    await bench.mongo.communicationLog.record(entry);
    const auditor = await bench.aPerson('chat:audit');
    const query = `?userId=${entry.userId}&chatId=${entry.chatId ?? ''}&seq=1`;
    const shown = await call(auditor, 'GET', `/admin/communication-logs${query}`);
    const results = [{ ...entry, at: entry.at.toISOString() }];
    expect(shown.body).toEqual({ results, count: 1, page: 1, limit: 20, totalPages: 1 });
    const stretch = await call(auditor, 'GET', `/admin/communication-logs${query}&cursor=`);
    expect(stretch.body).toEqual({ results, nextCursor: null, prevCursor: null, hasMore: false });
    const refused = await call(bench.customer, 'GET', '/admin/communication-logs');
    expect(refused.status).toBe(403);
  });

  it('answers 503 while the store of messages is gone, and serves again when it is back', async () => {
    const { customer, mongo } = bench;
    mongo.database.goOffline();
    for (const [method, path, body] of [
      ['POST', here('/messages'), { content: 'Bonjour' }],
      ['GET', here('/messages'), undefined],
      ['GET', '/chats', undefined],
      ['GET', '/me/unread', undefined],
    ] as const) {
      const answer = await call(customer, method, path, body);
      expect(answer.body).toMatchObject({ status: 503, code: 'kernel.unavailable' });
      expect(answer.headers.get('retry-after')).not.toBeNull();
    }
    mongo.database.goOnline();
    expect((await send(customer, { content: 'Bonjour' })).status).toBe(201);
  });
});
