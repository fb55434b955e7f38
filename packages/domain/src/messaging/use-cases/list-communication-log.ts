import { cursorRequest, type CursorPage } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import type { CommunicationEntry } from '../model/communication-entry.js';
import type { CommunicationFilter, CommunicationLog } from '../ports/communication-log.js';

export interface ListCommunicationLogInput extends CommunicationFilter {
  readonly actor: Actor;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Shows staff what passed between the platform and people's devices. */
export class ListCommunicationLog {
  constructor(private readonly log: CommunicationLog) {}

  /** @throws PermissionMissing; InvalidCursor; InvalidPage for the limit; Unavailable */
  async execute(input: ListCommunicationLogInput): Promise<CursorPage<CommunicationEntry>> {
    const { actor, cursor, limit, ...filter } = input;
    if (!actor.permissions.has('chat:audit')) throw new PermissionMissing('chat:audit');
    return this.log.list(filter, cursorRequest(cursor, limit));
  }
}
