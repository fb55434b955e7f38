import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { CatalogueViews, ServiceCard, ServiceFilter } from '../ports/catalogue-views.js';

/** Shows anybody what can be bought. */
export class ListServices {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws InvalidPage; InvalidCursor */
  execute({ page, cursor, limit, ...filter }: ServiceFilter & ListInput): Promise<ListAnswer<ServiceCard>> {
    return this.catalogue.listServices(filter, listRequest({ page, cursor, limit }));
  }
}
