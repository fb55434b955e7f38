import { pageRequest, type Page } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { CatalogueViews, ServiceCard } from '../ports/catalogue-views.js';

export interface ListOwnServicesInput {
  readonly actor: Actor;
  readonly page?: number;
  readonly limit?: number;
}

/** Shows a seller what they offer, drafts and refused ones included. */
export class ListOwnServices {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws InvalidPage */
  execute({ actor, page, limit }: ListOwnServicesInput): Promise<Page<ServiceCard>> {
    return this.catalogue.pageOfOwnServices(actor.userId, pageRequest(page, limit));
  }
}
