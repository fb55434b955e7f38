import {
  QueryNotExplainable,
  SlowQueryNotFound,
  type QueryPlans,
  type SlowQueries,
} from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ExplainSlowQueryInput {
  readonly actor: Actor;
  readonly fingerprint: string;
}

/** Shows how PostgreSQL goes about a query that was slow. Only what was counted is planned, never what a caller sends. */
export class ExplainSlowQuery {
  constructor(
    private readonly slowQueries: SlowQueries,
    private readonly plans: QueryPlans,
  ) {}

  /** The lines of the plan. @throws PermissionMissing; SlowQueryNotFound; QueryNotExplainable */
  async execute({ actor, fingerprint }: ExplainSlowQueryInput): Promise<readonly string[]> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    const query = await this.slowQueries.find(fingerprint);
    if (query === null) throw new SlowQueryNotFound(fingerprint);
    if (query.store !== 'postgresql') throw new QueryNotExplainable();
    return this.plans.explain(query.text);
  }
}
