import { anId } from '../../../testing/index.js';
import { messagingBench } from '../../../testing/fakes/messaging/messaging-bench.js';
import { SECOND, Unavailable } from '../../kernel/index.js';
import { UploadNotReady, UploadNotYours, UploadPurposeMismatch } from '../../files/index.js';
import { ChatLocked, ChatNotFound } from '../model/chat-errors.js';
import { Chat } from '../model/chat.js';
import { InvalidMessage } from '../model/message-errors.js';
import { MAX_CONTENT } from '../model/message.js';

describe('SendMessage', () => {
  it('says what a member writes, as the next message of the chat', async () => {
    const { sendMessage, customer, seller, chat, clock, say } = await messagingBench();
    await say('Bonjour');
    clock.advance(SECOND);
    const clientMessageId = anId().toUpperCase();
    const input = { actor: seller, chatId: chat.id, content: 'Oui ?', uploadIds: [], clientMessageId };
    const { message, isRepeat } = await sendMessage.execute(input);
    expect(isRepeat).toBe(false);
    expect(message).toMatchObject({
      seq: 2,
      chatId: chat.id,
      senderId: seller.userId,
      kind: 'text',
      content: 'Oui ?',
      clientMessageId: clientMessageId.toLowerCase(),
      attachments: [],
      timestamp: clock.now(),
    });
    expect(customer.userId).not.toBe(message.senderId);
  });

  it('shows with each attached file what is known of the upload', async () => {
    const { anUploadOf, customer, say } = await messagingBench();
    const uploadId = await anUploadOf(customer, {
      name: 'été.pdf',
      mimeType: 'application/pdf',
      path: 'message/x',
    });
    const { attachments, content } = await say('', { uploadIds: [uploadId] });
    expect(content).toBe('');
    expect(attachments).toEqual([
      { uploadId, path: 'message/x', type: 'application/pdf', size: 1_024, name: 'été.pdf' },
    ]);
  });

  it('numbers a message itself when its sender does not: two of the same words are two', async () => {
    const { say } = await messagingBench();
    const [first, second] = [await say('Bonjour'), await say('Bonjour')];
    expect(second.id).not.toBe(first.id);
    expect(second.seq).toBe(2);
  });

  it('answers a repeat with the first message, whatever the case of its number, also once the chat is closed', async () => {
    const { sql, chat, customer, say, sendMessage } = await messagingBench();
    const clientMessageId = anId();
    const first = await say('Bonjour', { clientMessageId });
    await sql.chats.save(Chat.rehydrate({ ...chat.snapshot(), state: 'locked' }));
    const again = { actor: customer, chatId: chat.id, content: 'Autre', uploadIds: [anId()] };
    for (const sent of [clientMessageId, clientMessageId.toUpperCase()]) {
      const answer = await sendMessage.execute({ ...again, clientMessageId: sent });
      expect(answer).toEqual({ message: first, isRepeat: true });
    }
  });

  it('lets a stranger, and a member who left, learn nothing', async () => {
    const { aPerson, sql, chat, seller, say } = await messagingBench();
    await expect(say('Bonjour', { actor: await aPerson() })).rejects.toThrow(ChatNotFound);
    await expect(say('Bonjour', { actor: await aPerson('chat:audit') })).rejects.toThrow(ChatNotFound);
    await expect(say('Bonjour', { chatId: anId() })).rejects.toThrow(ChatNotFound);
    const members = chat
      .snapshot()
      .members.map((member) =>
        member.userId === seller.userId ? { ...member, leftAt: new Date() } : member,
      );
    await sql.chats.save(Chat.rehydrate({ ...chat.snapshot(), members }));
    await expect(say('Bonjour', { actor: seller })).rejects.toThrow(ChatNotFound);
  });

  it.each(['locked', 'archived'] as const)('says nothing new in a chat that is %s', async (state) => {
    const { openChat, say, mongo } = await messagingBench();
    const chat = await openChat({ state });
    await expect(say('Bonjour', { chatId: chat.id })).rejects.toThrow(ChatLocked);
    expect(await mongo.messages.lastSeq(chat.id)).toBe(0);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['only spaces and line breaks', ' \n\t '],
    ['too much', 'a'.repeat(MAX_CONTENT + 1)],
    ['a control character', 'a\u0000b'],
    ['half a character', 'a\ud800'],
  ])('refuses a message of %s, and says nothing', async (_, content) => {
    const { say, mongo, chat } = await messagingBench();
    await expect(say(content)).rejects.toThrow(InvalidMessage);
    expect(await mongo.messages.lastSeq(chat.id)).toBe(0);
  });

  it('counts the length in characters, and takes line breaks', async () => {
    const { say } = await messagingBench();
    await expect(say('🙂'.repeat(MAX_CONTENT))).resolves.toBeDefined();
    await expect(say('un\r\n\tdeux')).resolves.toMatchObject({ content: 'un\r\n\tdeux' });
  });

  it('refuses a number that is no UUID', async () => {
    const { say } = await messagingBench();
    await expect(say('Bonjour', { clientMessageId: '1' })).rejects.toMatchObject({
      details: { pointer: '/clientMessageId' },
    });
  });

  it('refuses a file that is somebody else’s, not there, not ready, or for something else', async () => {
    const { say, anUploadOf, seller, customer, mongo, chat } = await messagingBench();
    const attach = async (...uploadIds: string[]) => say('Voici', { uploadIds });
    await expect(attach(await anUploadOf(seller))).rejects.toThrow(UploadNotYours);
    await expect(attach(anId())).rejects.toThrow(UploadNotYours);
    await expect(attach(await anUploadOf(customer, { state: 'stored' }))).rejects.toThrow(UploadNotReady);
    await expect(attach(await anUploadOf(customer, { purpose: 'delivery' }))).rejects.toThrow(
      UploadPurposeMismatch,
    );
    expect(await mongo.messages.lastSeq(chat.id)).toBe(0);
  });

  it('refuses the same file twice, and more than ten', async () => {
    const { say, anUploadOf, customer } = await messagingBench();
    const uploadIds: string[] = [];
    while (uploadIds.length < 11) uploadIds.push(await anUploadOf(customer));
    const [first = ''] = uploadIds;
    await expect(say('', { uploadIds: [first, first] })).rejects.toThrow(InvalidMessage);
    await expect(say('', { uploadIds })).rejects.toThrow(InvalidMessage);
    await expect(say('', { uploadIds: uploadIds.slice(1) })).resolves.toBeDefined();
  });

  it('says that the store of messages does not answer', async () => {
    const { say, mongo } = await messagingBench();
    mongo.database.goOffline();
    await expect(say()).rejects.toThrow(Unavailable);
    mongo.database.goOnline();
    await expect(say()).resolves.toMatchObject({ seq: 1 });
  });
});
