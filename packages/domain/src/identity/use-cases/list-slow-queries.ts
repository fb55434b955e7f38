import { pageRequest, type Page } from '../../kernel/index.js';
import type { SlowQueries, SlowQuery } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ListSlowQueriesInput {
  readonly actor: Actor;
  readonly page?: number;
  readonly limit?: number;
}

/** Shows which queries cost the most of the time that is too long. */
export class ListSlowQueries {
  constructor(private readonly slowQueries: SlowQueries) {}

  /** @throws PermissionMissing; InvalidPage */
  async execute({ actor, page, limit }: ListSlowQueriesInput): Promise<Page<SlowQuery>> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.slowQueries.list(pageRequest(page, limit));
  }
}
