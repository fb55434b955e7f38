import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import type { CommunicationEntry } from '../model/communication-entry.js';
import type { CommunicationFilter, CommunicationLog } from '../ports/communication-log.js';

export interface ListCommunicationLogInput extends CommunicationFilter, ListInput {
  readonly actor: Actor;
}

/** Shows staff what passed between the platform and people's devices. */
export class ListCommunicationLog {
  constructor(private readonly log: CommunicationLog) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor; Unavailable */
  async execute(input: ListCommunicationLogInput): Promise<ListAnswer<CommunicationEntry>> {
    const { actor, page, cursor, limit, ...filter } = input;
    if (!actor.permissions.has('chat:audit')) throw new PermissionMissing('chat:audit');
    return this.log.list(filter, listRequest({ page, cursor, limit }));
  }
}
