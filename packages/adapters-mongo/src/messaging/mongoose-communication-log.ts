import {
  CommunicationLog,
  cursorPageOf,
  isPageRequest,
  offset,
  pageOf,
  type CommunicationEntry,
  type CommunicationFilter,
  type CursorPage,
  type CursorRequest,
  type ListAnswer,
  type ListRequest,
  type Page,
  type PageRequest,
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

  async list<Request extends ListRequest>(filter: CommunicationFilter, request: Request) {
    const answer = isPageRequest(request)
      ? this.readPage(filter, request)
      : this.readStretch(filter, request);
    // Which of the two it is follows from the request; the compiler cannot follow that.
    return (await answer) as ListAnswer<CommunicationEntry, Request>;
  }

  private async readPage(
    filter: CommunicationFilter,
    request: PageRequest,
  ): Promise<Page<CommunicationEntry>> {
    const [documents, count] = await this.connection.run(() =>
      Promise.all([
        this.model
          .find({ ...filter })
          .sort({ at: -1, _id: -1 })
          .skip(offset(request))
          .limit(request.limit)
          .lean()
          .exec(),
        this.model.countDocuments({ ...filter }).exec(),
      ]),
    );
    return pageOf(documents.map(entryOf), count, request);
  }

  private async readStretch(
    filter: CommunicationFilter,
    request: CursorRequest,
  ): Promise<CursorPage<CommunicationEntry>> {
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
