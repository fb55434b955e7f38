import { ChatStateRepository, noMarks, type ChatId, type ReadMarks, type UserId } from '@2krika/domain';
import { trusted } from 'mongoose';
import type { MongoConnection } from '../connection/mongo-connection.js';
import { isDuplicateKey } from '../connection/mongo-errors.js';
import { chatStateModel, type ChatStateDocument, type ChatStateModel } from '../models/chat-state.model.js';

type Marks = Pick<ReadMarks, 'lastDeliveredSeq' | 'lastReadSeq'>;

export class MongooseChatStateRepository extends ChatStateRepository {
  private readonly model: ChatStateModel;

  constructor(private readonly connection: MongoConnection) {
    super();
    this.model = chatStateModel(connection.models);
  }

  markDelivered(chatId: ChatId, userId: UserId, seq: number, now: Date) {
    return this.move(chatId, userId, { lastDeliveredSeq: seq, lastReadSeq: 0 }, now);
  }

  markRead(chatId: ChatId, userId: UserId, seq: number, now: Date) {
    return this.move(chatId, userId, { lastDeliveredSeq: seq, lastReadSeq: seq }, now);
  }

  async listOf(userId: UserId, chatIds: readonly ChatId[]) {
    const filter = { userId, chatId: trusted({ $in: [...chatIds] }) };
    return (await this.connection.run(() => this.model.find(filter).lean().exec())).map(marksOf);
  }

  async listIn(chatId: ChatId) {
    return (await this.connection.run(() => this.model.find({ chatId }).lean().exec())).map(marksOf);
  }

  private async move(chatId: ChatId, userId: UserId, to: Marks, now: Date): Promise<ReadMarks> {
    try {
      return await this.raise(chatId, userId, to, now);
    } catch (error) {
      // The first mark of a member was set twice at once: now it is there to be raised.
      if (isDuplicateKey(error)) return this.raise(chatId, userId, to, now);
      throw error;
    }
  }

  private async raise(chatId: ChatId, userId: UserId, to: Marks, now: Date): Promise<ReadMarks> {
    const before = await this.connection.run(() =>
      this.model
        .findOneAndUpdate(
          { chatId, userId },
          { $max: to, $set: { updatedAt: now } },
          { upsert: true, returnDocument: 'before' },
        )
        .lean()
        .exec(),
    );
    return before ? marksOf(before) : noMarks(chatId, userId);
  }
}

function marksOf({ chatId, userId, lastDeliveredSeq, lastReadSeq }: ChatStateDocument): ReadMarks {
  return { chatId, userId, lastDeliveredSeq, lastReadSeq };
}
