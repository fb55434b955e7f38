import {
  CatalogueViews,
  cursorPageOf,
  offset,
  pageOf,
  type CategoryId,
  type CursorRequest,
  type PageRequest,
  type Position,
  type ServiceCard,
  type ServiceFilter,
  type ServiceId,
  type ServicePage,
  type UserId,
} from '@2krika/domain';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { users } from '../identity/in-memory-user-repository.js';
import { byDepthAndPosition, categories } from './in-memory-category-repository.js';
import { services, type ServiceRow } from './in-memory-service-repository.js';

export class InMemoryCatalogueViews extends CatalogueViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async pageOfServices(filter: ServiceFilter, request: PageRequest) {
    return this.page(await this.active(filter), request);
  }

  async servicesFrom(filter: ServiceFilter, request: CursorRequest) {
    const { from, direction, limit } = request;
    const ordered = (await this.active(filter)).sort(newestFirst);
    const rows = direction === 'next' ? ordered : ordered.reverse();
    const beyond = rows.filter((row) => {
      const order = from ? newestFirst(row, from) : 1;
      return direction === 'next' ? order > 0 : order < 0;
    });
    const cards = await this.cards(beyond.slice(0, limit + 1));
    return cursorPageOf(cards, request, positionOf);
  }

  async pageOfOwnServices(ownerId: UserId, request: PageRequest) {
    const session = this.store.session();
    const own = await session.where(services, (row) => row.ownerId === ownerId && row.deletedAt === null);
    return this.page(own, request);
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

  private async page(rows: ServiceRow[], request: PageRequest) {
    const start = offset(request);
    const shown = rows.sort(newestFirst).slice(start, start + request.limit);
    return pageOf(await this.cards(shown), rows.length, request);
  }

  private cards(rows: readonly ServiceRow[]): Promise<ServiceCard[]> {
    const session = this.store.session();
    return Promise.all(rows.map((row) => cardOf(session, row)));
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
    ...{ id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt },
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

function positionOf({ createdAt, id }: ServiceCard): Position {
  return { at: createdAt, id };
}

/** Negative when the left one comes first. */
function newestFirst(left: ServiceRow, right: ServiceRow | Position): number {
  const at = 'at' in right ? right.at : right.createdAt;
  return at.getTime() - left.createdAt.getTime() || (left.id === right.id ? 0 : left.id < right.id ? 1 : -1);
}
