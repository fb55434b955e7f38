import { Transactional, type Within } from '../../kernel/index.js';
import type { Service, ServiceId } from '../model/service.js';

/**
 * Services with their packages, options, requirements and media. Archived ones are not found, and their slug is free again.
 *
 * How often a service was sold and completed is counted beside the aggregate, in one statement each: orders
 * come at the same time, and none of them waits for, or collides with, its seller's edits.
 */
export abstract class ServiceRepository extends Transactional {
  /** @throws ServiceSlugTaken; AlreadyExists for the id */
  abstract add(service: Service, within?: Within): Promise<void>;

  /**
   * Writes everything but the counters. A package or an option that is not among them any more is kept, marked
   * deleted, because orders name it.
   * @throws StaleVersion; ServiceSlugTaken
   */
  abstract save(service: Service, within?: Within): Promise<void>;

  abstract find(id: ServiceId, within?: Within): Promise<Service | null>;

  /** Locks the row until the transaction ends. @throws ServiceNotFound */
  abstract getForUpdate(id: ServiceId, within?: Within): Promise<Service>;

  /** Likewise, archived or not. @throws ServiceNotFound */
  abstract getEvenArchivedForUpdate(id: ServiceId, within?: Within): Promise<Service>;

  /** One more order of it. @throws ServiceNotActive when it is not live any more: then it is not sold */
  abstract recordSale(id: ServiceId, now: Date, within?: Within): Promise<void>;

  /** An order of it came to nothing. @throws SaleNotRecorded when there is no sale to give back */
  abstract releaseSale(id: ServiceId, now: Date, within?: Within): Promise<void>;

  /** An order of it was completed. @throws SaleNotRecorded when every sale of it was */
  abstract recordCompletion(id: ServiceId, now: Date, within?: Within): Promise<void>;
}
