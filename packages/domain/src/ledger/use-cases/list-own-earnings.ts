import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { EarningView, EarningViews } from '../ports/earning-views.js';

/** Shows what the actor earned with each order, newest first. */
export class ListOwnEarnings {
  constructor(private readonly earningViews: EarningViews) {}

  execute({
    actor,
    page,
  }: {
    readonly actor: Actor;
    readonly page: PageRequest;
  }): Promise<Page<EarningView>> {
    return this.earningViews.listOwn(actor.userId, page);
  }
}
