import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { DeadLetter, DeadLetters } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ListDeadLettersInput extends ListInput {
  readonly actor: Actor;
}

/** Shows the work that was given up, newest first. */
export class ListDeadLetters {
  constructor(private readonly deadLetters: DeadLetters) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListDeadLettersInput): Promise<ListAnswer<DeadLetter>> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    return this.deadLetters.list(listRequest(asked));
  }
}
