import {
  CommunicationLog,
  cursorPageOf,
  type CommunicationEntry,
  type CommunicationFilter,
  type CursorRequest,
} from '@2krika/domain';
import { trusted } from 'mongoose';
import type { MongoConnection } from '../connection/mongo-connection.js';
import {
  communicationLogModel,
  type CommunicationLogDocument,
  type CommunicationLogModel,
} from '../models/communication-log.model.js';

export class MongooseCommunicationLog extends CommunicationLog {
  private readonly model: CommunicationLogModel;

  constructor(private readonly connection: MongoConnection) {
    super();
    this.model = communicationLogModel(connection.models);
  }

  async record({ id, ...entry }: CommunicationEntry) {
    await this.connection.run(() => this.model.create({ _id: id, ...entry, storedAt: new Date() }));
  }

  async list(filter: CommunicationFilter, request: CursorRequest) {
    const order = request.direction === 'next' ? -1 : 1;
    const documents = await this.connection.run(() =>
      this.model
        .find({ ...filter, ...beyond(request) })
        .sort({ at: order, _id: order })
        .limit(request.limit + 1)
        .lean()
        .exec(),
    );
    return cursorPageOf(documents.map(entryOf), request, ({ at, id }) => ({ at, id }));
  }

  async purge(before: Date, limit: number) {
    const old = await this.connection.run(() =>
      this.model
        .find({ at: trusted({ $lt: before }) })
        .sort({ at: 1 })
        .limit(limit)
        .select({ _id: 1 })
        .lean()
        .exec(),
    );
    const ids = old.map(({ _id }) => _id);
    const { deletedCount } = await this.connection.run(() =>
      this.model.deleteMany({ _id: trusted({ $in: ids }) }).exec(),
    );
    return deletedCount;
  }
}

function beyond({ from, direction }: CursorRequest) {
  if (!from) return {};
  const side = <Value>(value: Value) => trusted(direction === 'next' ? { $lt: value } : { $gt: value });
  return { $or: [{ at: side(from.at) }, { at: from.at, _id: side(from.id) }] };
}

function entryOf({ _id, ...document }: CommunicationLogDocument): CommunicationEntry {
  const { at, kind, userId, chatId, seq, transport, connectionId, node, ms, error, ipHash } = document;
  return { id: _id, at, kind, userId, chatId, seq, transport, connectionId, node, ms, error, ipHash };
}
