import { MAX_CONTENT } from '@2krika/domain';
import { aMessage, anAttachment, anId } from '@2krika/domain/testing';
import mongoose, { Mongoose } from 'mongoose';
import { documentOf } from '../messaging/message-mapper.js';
import { messageModel } from './message.model.js';

const Message = messageModel(new Mongoose({ autoIndex: false, autoCreate: false }).createConnection());

describe('the model of messages', () => {
  const document = (overrides: Parameters<typeof aMessage>[1] = {}) =>
    documentOf(
      { ...aMessage(anId(), overrides), seq: 1 },
      { state: 'pending', attempts: 0, at: new Date(), error: null },
    );
  async function faults(given: object): Promise<readonly string[]> {
    const fault: unknown = await new Message(given).validate().catch((error: unknown) => error);
    return fault instanceof mongoose.Error.ValidationError ? Object.keys(fault.errors) : [];
  }

  it('takes attachments as objects with a type, not as texts', async () => {
    const attachment = anAttachment();
    const message = document({ attachments: [attachment] });
    expect(await faults(message)).toEqual([]);
    expect(new Message(message).toObject().attachments).toEqual([attachment]);
  });

  it('takes a message of files alone, and none of nothing', async () => {
    expect(await faults(document({ content: '', attachments: [anAttachment()] }))).toEqual([]);
    expect(await faults(document({ content: '' }))).toEqual(['content']);
  });

  it('takes the longest message there may be, and none that takes more room than that can', async () => {
    expect(await faults(document({ content: '🙂'.repeat(MAX_CONTENT) }))).toEqual([]);
    expect(await faults(document({ content: '🙂'.repeat(MAX_CONTENT + 1) }))).toEqual(['content']);
  });

  it.each(['chatId', 'seq', 'senderId', 'kind', 'timestamp', 'clientMessageId', 'outbox'])(
    'takes no message without %s',
    async (field) => {
      expect(await faults({ ...document(), [field]: undefined })).toEqual([field]);
    },
  );

  it('takes no field that is none of a message', () => {
    expect(() => new Message({ ...document(), chatID: 'misspelt' })).toThrow('chatID');
  });
});
