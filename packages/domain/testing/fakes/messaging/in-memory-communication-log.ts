import {
  CommunicationLog,
  type CommunicationEntry,
  type CommunicationFilter,
  type ListRequest,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { listOf } from '../in-memory/list-of.js';

const entries = new InMemoryTable<CommunicationEntry>({
  name: 'communication-entry',
  key: (entry) => entry.id,
});

export class InMemoryCommunicationLog extends CommunicationLog {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  record(entry: CommunicationEntry) {
    return this.store.session().insert(entries, entry);
  }

  async list<Request extends ListRequest>({ userId, chatId, seq }: CommunicationFilter, request: Request) {
    const fitting = await this.store
      .session()
      .where(
        entries,
        (entry) =>
          (userId === undefined || entry.userId === userId) &&
          (chatId === undefined || entry.chatId === chatId) &&
          (seq === undefined || entry.seq === seq),
      );
    return listOf(fitting, request, { positionOf: ({ at, id }) => ({ at, id }), viewOf: (entry) => entry });
  }

  async purge(before: Date, limit: number) {
    const session = this.store.session();
    const old = (await session.where(entries, ({ at }) => at < before)).slice(0, limit);
    for (const { id } of old) await session.delete(entries, id);
    return old.length;
  }
}
