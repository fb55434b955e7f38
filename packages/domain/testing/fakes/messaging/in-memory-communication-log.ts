import {
  CommunicationLog,
  cursorPageOf,
  type CommunicationEntry,
  type CommunicationFilter,
  type CursorRequest,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

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

  async list({ userId, chatId, seq }: CommunicationFilter, request: CursorRequest) {
    const { from, direction, limit } = request;
    const fitting = await this.store
      .session()
      .where(
        entries,
        (entry) =>
          (userId === undefined || entry.userId === userId) &&
          (chatId === undefined || entry.chatId === chatId) &&
          (seq === undefined || entry.seq === seq),
      );
    const ordered = fitting.sort(newestFirst);
    const rows = direction === 'next' ? ordered : ordered.reverse();
    const beyond = rows.filter((entry) => {
      const order = from ? newestFirst(entry, from) : 1;
      return direction === 'next' ? order > 0 : order < 0;
    });
    return cursorPageOf(beyond.slice(0, limit + 1), request, ({ at, id }) => ({ at, id }));
  }

  async purge(before: Date, limit: number) {
    const session = this.store.session();
    const old = (await session.where(entries, ({ at }) => at < before)).slice(0, limit);
    for (const { id } of old) await session.delete(entries, id);
    return old.length;
  }
}

type Dated = Pick<CommunicationEntry, 'at' | 'id'>;

/** Negative when the left one comes first. */
function newestFirst(left: Dated, right: Dated): number {
  return right.at.getTime() - left.at.getTime() || (left.id === right.id ? 0 : left.id < right.id ? 1 : -1);
}
