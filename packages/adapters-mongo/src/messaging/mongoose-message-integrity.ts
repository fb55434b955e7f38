import { MessageIntegrity, type ChatId, type ReadMarks } from '@2krika/domain';
import { trusted } from 'mongoose';
import type { MongoConnection } from '../connection/mongo-connection.js';
import { translate } from '../connection/mongo-errors.js';
import { chatStateModel, type ChatStateModel } from '../models/chat-state.model.js';
import { messageModel, type MessageDocument, type MessageModel } from '../models/message.model.js';
import { senderOf } from './message-mapper.js';

/** Documents an answer of the server carries. */
const BATCH = 1_000;

export class MongooseMessageIntegrity extends MessageIntegrity {
  private readonly model: MessageModel;
  private readonly marks: ChatStateModel;

  constructor(private readonly connection: MongoConnection) {
    super();
    this.model = messageModel(connection.models);
    this.marks = chatStateModel(connection.models);
  }

  async summaries(chatIds: readonly ChatId[]) {
    const groups = await this.connection.run(() =>
      this.model
        .aggregate<{
          _id: { chatId: string; senderId: string; state: string };
          messages: number;
          lastSeq: number;
        }>([
          { $match: { chatId: { $in: chatIds } } },
          {
            $group: {
              _id: { chatId: '$chatId', senderId: '$senderId', state: '$outbox.state' },
              messages: { $sum: 1 },
              lastSeq: { $max: '$seq' },
            },
          },
        ])
        .exec(),
    );
    const spoken = [...new Set(groups.map(({ _id }) => _id.chatId))];
    return spoken.map((chatId) => {
      const own = groups.filter(({ _id }) => _id.chatId === chatId);
      const senders = own.map(({ _id }) => senderOf(_id.senderId)).filter((sender) => sender !== null);
      return {
        chatId,
        messages: own.reduce((total, { messages }) => total + messages, 0),
        lastSeq: Math.max(...own.map(({ lastSeq }) => lastSeq)),
        senders: [...new Set(senders)],
        isPending: own.some(({ _id }) => _id.state === 'pending'),
      };
    });
  }

  async marksIn(chatIds: readonly ChatId[]): Promise<readonly ReadMarks[]> {
    const documents = await this.connection.run(() =>
      this.marks
        .find({ chatId: trusted({ $in: [...chatIds] }) })
        .lean()
        .exec(),
    );
    return documents.map(({ chatId, userId, lastDeliveredSeq, lastReadSeq }) => ({
      ...{ chatId, userId, lastDeliveredSeq, lastReadSeq },
    }));
  }

  /** Read off the index: a group would make the server read everything before its first answer. */
  async *chatIds() {
    const inOrder = this.model.find().select({ _id: 0, chatId: 1 }).sort({ chatId: 1, seq: 1 });
    let last: ChatId | null = null;
    for await (const { chatId } of this.stream(
      inOrder.lean<Pick<MessageDocument, 'chatId'>[]>().cursor({ batchSize: BATCH }),
    )) {
      if (chatId !== last) yield chatId;
      last = chatId;
    }
  }

  async *attachedUploads() {
    const withFiles = this.model
      .find({ 'attachments.uploadId': trusted({ $gt: '' }) })
      .select({ 'attachments.uploadId': 1 });
    for await (const { attachments } of this.stream(
      withFiles.lean<Pick<MessageDocument, 'attachments'>[]>().cursor({ batchSize: BATCH }),
    )) {
      for (const { uploadId } of attachments) yield uploadId;
    }
  }

  /** However long it takes: each of its answers comes within the connection's own limits. */
  private async *stream<Document>(documents: AsyncIterable<Document>): AsyncGenerator<Document> {
    try {
      yield* documents;
    } catch (error) {
      throw translate(error);
    }
  }
}
