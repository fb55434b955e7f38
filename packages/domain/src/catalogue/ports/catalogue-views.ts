import type { Currency, Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { CategoryId } from '../model/category.js';
import type { CategoryEntry } from '../model/category-tree.js';
import type { ServiceId } from '../model/service.js';
import type { ServiceOption } from '../model/service-option.js';
import type { ServicePackage } from '../model/service-package.js';
import type { ServiceStatus } from '../model/service-process.js';
import type { ServiceRequirement } from '../model/service-requirement.js';

/** What the public sees of a seller beside a service. */
export interface SellerSummary {
  readonly id: UserId;
  readonly fullName: string;
  readonly username: string;
}

export interface CategorySummary {
  readonly id: CategoryId;
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
}

/** A service in a list. */
export interface ServiceCard {
  readonly id: ServiceId;
  readonly slug: string;
  readonly title: string;
  readonly basicPrice: bigint;
  readonly currency: Currency;
  readonly deliveryDays: number;
  readonly salesCount: number;
  readonly status: ServiceStatus;
  readonly createdAt: Date;
  /** The first of its pictures. */
  readonly coverUploadId: Id<'upload'> | null;
  readonly owner: SellerSummary;
  readonly category: CategorySummary;
}

/** A service with everything its page shows. */
export interface ServicePage extends ServiceCard {
  readonly description: string;
  readonly revisionsIncluded: number | null;
  readonly tags: readonly string[];
  readonly completedCount: number;
  readonly rejectionReason: string | null;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly version: number;
  /** From the smallest to the largest. */
  readonly packages: readonly ServicePackage[];
  /** In the order of the page, those that cannot be bought included. */
  readonly options: readonly ServiceOption[];
  /** In the order of the page. */
  readonly requirements: readonly ServiceRequirement[];
  readonly media: readonly Id<'upload'>[];
}

export interface ServiceFilter {
  /** Services of this category and of all below it. */
  readonly categoryId?: CategoryId;
}

/**
 * What screens read of the catalogue. Lists run from the newest to the oldest, equal instants by id downwards.
 * Archived services are in none of it.
 */
export abstract class CatalogueViews {
  /** Active services. */
  abstract listServices<Request extends ListRequest>(
    filter: ServiceFilter,
    request: Request,
  ): Promise<ListAnswer<ServiceCard, Request>>;

  /** Services of one seller, whatever their status. */
  abstract listOwnServices<Request extends ListRequest>(
    ownerId: UserId,
    request: Request,
  ): Promise<ListAnswer<ServiceCard, Request>>;

  /** Whatever its status; rights are the use case's. */
  abstract findService(id: ServiceId): Promise<ServicePage | null>;

  /** Active categories: parents before their children, siblings by position. */
  abstract listCategories(): Promise<readonly CategoryEntry[]>;
}
