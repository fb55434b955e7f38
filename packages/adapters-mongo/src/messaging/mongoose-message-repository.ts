import { setTimeout as pause } from 'node:timers/promises';
import {
  LockTimeout,
  MessageRepository,
  type Appended,
  type ChatId,
  type Id,
  type MessageDraft,
  type MessageId,
  type MessageKey,
  type PendingMessage,
  type UnreadSince,
  type UserId,
} from '@2krika/domain';
import { trusted } from 'mongoose';
import type { MongoConnection } from '../connection/mongo-connection.js';
import { isDuplicateKey } from '../connection/mongo-errors.js';
import { messageModel, type MessageDocument, type MessageModel } from '../models/message.model.js';
import { documentOf, messageOf, storedSender } from './message-mapper.js';

/** In every round one of the rivals wins, so at least this many may speak in one chat in the same instant. */
const MAX_TRIES = 50;
/** Milliseconds. Rivals that lost together come back one by one: twenty at once took 0.4 s instead of 4 s. */
const MAX_PAUSE = 100;

export class MongooseMessageRepository extends MessageRepository {
  private readonly model: MessageModel;

  constructor(private readonly connection: MongoConnection) {
    super();
    this.model = messageModel(connection.models);
  }

  /** Takes the place behind the last one. The unique index refuses whoever was slower, who looks again. */
  async append(draft: MessageDraft): Promise<Appended> {
    const outbox = { state: 'pending', attempts: 0, at: draft.timestamp, error: null } as const;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const message = { ...draft, seq: (await this.lastSeq(draft.chatId)) + 1 };
      if (await this.insert(documentOf(message, outbox))) return { message, isRepeat: false };
      const said = await this.findSent(draft);
      if (said) return { message: said, isRepeat: true };
      await pause(Math.random() * MAX_PAUSE);
    }
    throw new LockTimeout();
  }

  async find(id: MessageId) {
    const document = await this.connection.run(() => this.model.findById(id).lean().exec());
    return document && messageOf(document);
  }

  async findSent({ chatId, senderId, clientMessageId }: MessageKey) {
    const key = { chatId, senderId: storedSender(senderId), clientMessageId };
    const document = await this.connection.run(() => this.model.findOne(key).lean().exec());
    return document && messageOf(document);
  }

  async lastSeq(chatId: ChatId) {
    const newest = await this.connection.run(() =>
      this.model.findOne({ chatId }).sort({ seq: -1 }).select({ seq: 1 }).lean().exec(),
    );
    return newest?.seq ?? 0;
  }

  async listBefore(chatId: ChatId, seq: number | null, limit: number) {
    const place = seq === null ? {} : { seq: trusted({ $lt: seq }) };
    const documents = await this.connection.run(() =>
      this.model
        .find({ chatId, ...place })
        .sort({ seq: -1 })
        .limit(limit)
        .lean()
        .exec(),
    );
    return documents.map(messageOf).reverse();
  }

  async listAfter(chatId: ChatId, seq: number, limit: number) {
    const documents = await this.connection.run(() =>
      this.model
        .find({ chatId, seq: trusted({ $gt: seq }) })
        .sort({ seq: 1 })
        .limit(limit)
        .lean()
        .exec(),
    );
    return documents.map(messageOf);
  }

  async countUnread(userId: UserId, chats: readonly UnreadSince[], cap: number) {
    const counts = await Promise.all(
      chats.map(async ({ chatId, lastReadSeq }): Promise<[ChatId, number]> => {
        const unread = { chatId, seq: trusted({ $gt: lastReadSeq }), senderId: trusted({ $ne: userId }) };
        const count = await this.connection.run(() =>
          this.model.countDocuments(unread, { limit: cap }).exec(),
        );
        return [chatId, count];
      }),
    );
    return new Map(counts);
  }

  async chatsShowing(uploadId: Id<'upload'>) {
    const chats = await this.connection.run(() =>
      this.model
        .aggregate<{ _id: string }>([
          { $match: { 'attachments.uploadId': uploadId } },
          { $group: { _id: '$chatId' } },
        ])
        .exec(),
    );
    return chats.map(({ _id }) => _id);
  }

  async listPending(now: Date, limit: number) {
    const documents = await this.connection.run(() =>
      this.model
        .find({ 'outbox.state': 'pending', 'outbox.at': trusted({ $lte: now }) })
        .sort({ 'outbox.at': 1, seq: 1 })
        .limit(limit)
        .lean()
        .exec(),
    );
    return documents.map((document) => ({
      message: messageOf(document),
      attempts: document.outbox.attempts,
      lastError: document.outbox.error,
      offeredAt: document.outbox.at,
    }));
  }

  async markAnnounced(id: MessageId, now: Date) {
    await this.connection.run(() =>
      this.model.updateOne(pending(id), { $set: { 'outbox.state': 'done', 'outbox.at': now } }).exec(),
    );
  }

  async claim(each: PendingMessage, until: Date) {
    const { matchedCount } = await this.connection.run(() =>
      this.model.updateOne(offered(each), { $set: { 'outbox.at': until } }).exec(),
    );
    return matchedCount === 1 ? { ...each, offeredAt: until } : null;
  }

  async postpone(held: PendingMessage, error: string, at: Date) {
    const change = { $set: { 'outbox.at': at, 'outbox.error': error }, $inc: { 'outbox.attempts': 1 } };
    await this.connection.run(() => this.model.updateOne(offered(held), change).exec());
  }

  /** Whether neither its place nor its key was taken. */
  private async insert(document: MessageDocument): Promise<boolean> {
    try {
      await this.connection.run(() => this.model.create(document));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

function pending(id: MessageId) {
  return { _id: id, 'outbox.state': 'pending' } as const;
}

/** Nobody has moved when it is offered since. */
function offered({ message, offeredAt }: PendingMessage) {
  return { ...pending(message.id), 'outbox.at': offeredAt } as const;
}
