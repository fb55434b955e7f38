import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { CatalogueViews, ServiceCard } from '../ports/catalogue-views.js';

export interface ListOwnServicesInput extends ListInput {
  readonly actor: Actor;
}

/** Shows a seller what they offer, drafts and refused ones included. */
export class ListOwnServices {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws InvalidPage; InvalidCursor */
  execute({ actor, ...asked }: ListOwnServicesInput): Promise<ListAnswer<ServiceCard>> {
    return this.catalogue.listOwnServices(actor.userId, listRequest(asked));
  }
}
