import { cursorRequest, type CursorPage } from '../../kernel/index.js';
import type { CatalogueViews, ServiceCard, ServiceFilter } from '../ports/catalogue-views.js';

export interface ScrollServicesInput extends ServiceFilter {
  readonly cursor?: string;
  readonly limit?: number;
}

/** Shows anybody what can be bought, as `ListServices` does, to whoever reads on and on. */
export class ScrollServices {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws InvalidCursor; InvalidPage for the limit */
  execute({ cursor, limit, ...filter }: ScrollServicesInput): Promise<CursorPage<ServiceCard>> {
    return this.catalogue.servicesFrom(filter, cursorRequest(cursor, limit));
  }
}
