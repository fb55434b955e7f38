import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { JobRuns, RememberedRun } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ListJobRunsInput extends ListInput {
  readonly actor: Actor;
}

/** Shows what was done by the calendar, and what came of it, newest first. */
export class ListJobRuns {
  constructor(private readonly runs: JobRuns) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListJobRunsInput): Promise<ListAnswer<RememberedRun>> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.runs.list(listRequest(asked));
  }
}
