import type { ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { ChatId } from '../model/chat.js';
import type { CommunicationEntry } from '../model/communication-entry.js';

export interface CommunicationFilter {
  readonly userId?: UserId;
  readonly chatId?: ChatId;
  /** A message of the chat. */
  readonly seq?: number;
}

/**
 * What passed between the platform and people's devices. It lies beside the messages and throws `Unavailable`
 * when that store does not answer.
 */
export abstract class CommunicationLog {
  abstract record(entry: CommunicationEntry): Promise<void>;

  /** Entries that fit all of the filter, newest first, equal instants by id downwards. */
  abstract list<Request extends ListRequest>(
    filter: CommunicationFilter,
    request: Request,
  ): Promise<ListAnswer<CommunicationEntry, Request>>;

  /** Removes at most `limit` entries older than this, and answers how many it removed. */
  abstract purge(before: Date, limit: number): Promise<number>;
}
