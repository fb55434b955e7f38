import {
  CatalogueViews,
  type CategoryId,
  type ListRequest,
  type ServiceCard,
  type ServiceFilter,
  type ServiceId,
  type ServicePage,
  type UserId,
} from '@2krika/domain';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { byCreation, listOf } from '../in-memory/list-of.js';
import { users } from '../identity/in-memory-user-repository.js';
import { byDepthAndPosition, categories } from './in-memory-category-repository.js';
import { services, type ServiceRow } from './in-memory-service-repository.js';

export class InMemoryCatalogueViews extends CatalogueViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listServices<Request extends ListRequest>(filter: ServiceFilter, request: Request) {
    return this.list(await this.active(filter), request);
  }

  async listOwnServices<Request extends ListRequest>(ownerId: UserId, request: Request) {
    const session = this.store.session();
    const own = await session.where(services, (row) => row.ownerId === ownerId && row.deletedAt === null);
    return this.list(own, request);
  }

  async findService(id: ServiceId) {
    const session = this.store.session();
    const row = await session.find(services, id);
    return row?.deletedAt === null ? pageView(session, row) : null;
  }

  async listCategories() {
    const active = await this.store
      .session()
      .where(categories, (row) => row.deletedAt === null && row.isActive);
    return active.sort(byDepthAndPosition).map(({ id, parentId, slug, nameFr, nameEn, description }) => ({
      ...{ id, parentId, slug, nameFr, nameEn, description },
    }));
  }

  private async active({ categoryId }: ServiceFilter): Promise<ServiceRow[]> {
    const session = this.store.session();
    const within = categoryId === undefined ? null : await subtreeOf(session, categoryId);
    return session.where(
      services,
      (row) => row.status === 'active' && row.deletedAt === null && (within?.has(row.categoryId) ?? true),
    );
  }

  private list<Request extends ListRequest>(rows: readonly ServiceRow[], request: Request) {
    const session = this.store.session();
    return listOf(rows, request, { positionOf: byCreation, viewOf: (row) => cardOf(session, row) });
  }
}

async function subtreeOf(session: InMemorySession, root: CategoryId): Promise<ReadonlySet<CategoryId>> {
  const within = new Set([root]);
  for (const { id, parentId } of (await session.all(categories)).sort(byDepthAndPosition)) {
    if (parentId !== null && within.has(parentId)) within.add(id);
  }
  return within;
}

async function cardOf(session: InMemorySession, row: ServiceRow): Promise<ServiceCard> {
  const owner = await session.find(users, row.ownerId);
  const category = await session.find(categories, row.categoryId);
  if (!owner || !category) throw new Error('A service has an owner and a category.');
  const { id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt } = row;
  return {
    id,
    ...{ slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt },
    coverUploadId: row.media[0] ?? null,
    owner: { id: owner.id, fullName: owner.fullName, username: owner.username },
    category: {
      id: category.id,
      slug: category.slug,
      nameFr: category.nameFr,
      nameEn: category.nameEn,
    },
  };
}

async function pageView(session: InMemorySession, row: ServiceRow): Promise<ServicePage> {
  const { description, revisionsIncluded, tags, completedCount, rejectionReason } = row;
  const { publishedAt, updatedAt, version, packages, options, requirements, media } = row;
  return {
    ...(await cardOf(session, row)),
    ...{ description, revisionsIncluded, tags, completedCount, rejectionReason },
    ...{ publishedAt, updatedAt, version, packages, options, requirements, media },
  };
}
