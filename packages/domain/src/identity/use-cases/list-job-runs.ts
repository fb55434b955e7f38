import type { JobRuns, RememberedRun } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

const NEWEST = 100;

/** Shows what was done by the calendar, and what came of it. */
export class ListJobRuns {
  constructor(private readonly runs: JobRuns) {}

  /** The newest hundred. @throws PermissionMissing */
  async execute({ actor }: { readonly actor: Actor }): Promise<readonly RememberedRun[]> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.runs.list(NEWEST);
  }
}
