import type { Actor } from '../../identity/index.js';
import type { ServiceId } from '../model/service.js';
import { ServiceNotFound } from '../model/service-errors.js';
import type { CatalogueViews, ServicePage } from '../ports/catalogue-views.js';

export interface ReadServiceInput {
  /** Null for somebody who did not sign in. */
  readonly actor: Actor | null;
  readonly serviceId: ServiceId;
}

/** Shows the page of a service: to anybody while it is live, to its seller and moderators always and whole. */
export class ReadService {
  constructor(private readonly catalogue: CatalogueViews) {}

  /** @throws ServiceNotFound */
  async execute({ actor, serviceId }: ReadServiceInput): Promise<ServicePage> {
    const service = await this.catalogue.findService(serviceId);
    if (!service) throw new ServiceNotFound(serviceId);
    if (actor?.userId === service.owner.id || actor?.permissions.has('services:moderate')) return service;
    if (service.status !== 'active') throw new ServiceNotFound(serviceId);
    return { ...service, options: service.options.filter(({ isActive }) => isActive) };
  }
}
