import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { EarningView, EarningViews } from '../ports/earning-views.js';

export interface ListOwnEarningsInput extends ListInput {
  readonly actor: Actor;
}

/** Shows what the actor earned with each order, newest first. */
export class ListOwnEarnings {
  constructor(private readonly earningViews: EarningViews) {}

  /** @throws InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListOwnEarningsInput): Promise<ListAnswer<EarningView>> {
    return this.earningViews.listOwn(actor.userId, listRequest(asked));
  }
}
