import type { DeadLetter, DeadLetters } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

/** Of these a person looks at the newest, and all of them are gone before there are many. */
const NEWEST = 100;

/** Shows the work that was given up. */
export class ListDeadLetters {
  constructor(private readonly deadLetters: DeadLetters) {}

  /** The newest hundred. @throws PermissionMissing */
  async execute({ actor }: { readonly actor: Actor }): Promise<readonly DeadLetter[]> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.deadLetters.list(NEWEST);
  }
}
