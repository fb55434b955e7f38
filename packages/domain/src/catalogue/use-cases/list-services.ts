import { pageRequest, type Page } from '../../kernel/index.js';
import type { CatalogueViews, ServiceCard, ServiceFilter } from '../ports/catalogue-views.js';

export interface ListServicesInput extends ServiceFilter {
  readonly page?: number;
  readonly limit?: number;
}

/** Shows anybody what can be bought, page by page. */
export class ListServices {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws InvalidPage */
  execute({ page, limit, ...filter }: ListServicesInput): Promise<Page<ServiceCard>> {
    return this.catalogue.pageOfServices(filter, pageRequest(page, limit));
  }
}
