import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { SlowQueries, SlowQuery } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ListSlowQueriesInput extends ListInput {
  readonly actor: Actor;
}

/** Shows which queries cost the most of the time that is too long. */
export class ListSlowQueries {
  constructor(private readonly slowQueries: SlowQueries) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListSlowQueriesInput): Promise<ListAnswer<SlowQuery>> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.slowQueries.list(listRequest(asked));
  }
}
