import {
  CatalogueViews,
  type Currency,
  type ListRequest,
  type ServiceCard,
  type ServiceFilter,
  type ServiceId,
  type ServiceStatus,
  type UserId,
} from '@2krika/domain';
import { byCreation, listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';
import { CHILDREN, childrenOf, type ServiceChildren } from './service-children.js';

type CardRow = [
  id: string,
  slug: string,
  title: string,
  basicPrice: bigint,
  currency: Currency,
  deliveryDays: number,
  salesCount: number,
  status: ServiceStatus,
  createdAt: Date,
  coverUploadId: string | null,
  ownerId: string,
  ownerName: string,
  ownerUsername: string,
  categoryId: string,
  categorySlug: string,
  categoryNameFr: string,
  categoryNameEn: string,
];

const CARD = `services.id, services.slug, services.title, services.basic_price, services.currency, services.delivery_days,
  services.sales_count, services.status, services.created_at,
  (SELECT upload_id FROM service_media WHERE service_id = services.id ORDER BY position LIMIT 1),
  owner.id, owner.full_name, owner.username, category.id, category.slug, category.name_fr, category.name_en`;
const CARD_WIDTH = 17;

const BESIDE = `JOIN users owner ON owner.id = services.owner_id
  JOIN categories category ON category.id = services.category_id`;
const SOURCE = `services ${BESIDE}`;

/** The category and all below it: the tree is three levels deep at most. */
const SUBTREE = `services.category_id IN (
  SELECT id FROM categories WHERE id = $1 OR parent_id = $1
    OR parent_id IN (SELECT id FROM categories WHERE parent_id = $1))`;

/** The columns of a service that a card, or its place in a list, is made of. */
const LISTED = `id, slug, title, basic_price, currency, delivery_days, sales_count, status, created_at, owner_id,
  category_id`;

/** The lists of cards: those of them that `where` names, by its placeholders. */
const list = (name: string, where: string, values: number) =>
  listStatements<CardRow>({
    name: `catalogue_${name}`,
    ...{ columns: CARD, source: SOURCE, counted: 'services', where, values },
    key: { at: 'services.created_at', id: 'services.id' },
    capped: { table: 'services', listed: LISTED, beside: BESIDE },
  });

const LIVE = `services.status = 'active'`;
const ALL = list('services', LIVE, 0);
const IN_CATEGORY = list('services_in_category', `${LIVE} AND ${SUBTREE}`, 1);
const OWN = list('own_services', 'services.owner_id = $1 AND services.deleted_at IS NULL', 1);

type PageRow = [
  ...card: CardRow,
  description: string,
  revisionsIncluded: number | null,
  tags: string[],
  completedCount: number,
  rejectionReason: string | null,
  publishedAt: Date | null,
  updatedAt: Date,
  version: number,
  ...children: ServiceChildren,
];

const FIND: Statement<PageRow> = {
  name: 'catalogue_service',
  text: `SELECT ${CARD}, services.description, services.revisions_included, services.tags, services.completed_count,
      services.rejection_reason, services.published_at, services.updated_at, services.version, ${CHILDREN}
    FROM ${SOURCE} WHERE services.id = $1 AND services.deleted_at IS NULL`,
};

const LIST_CATEGORIES: Statement<
  [
    id: string,
    parentId: string | null,
    slug: string,
    nameFr: string,
    nameEn: string,
    description: string | null,
  ]
> = {
  name: 'catalogue_categories',
  text: `SELECT id, parent_id, slug, name_fr, name_en, description FROM categories
    WHERE deleted_at IS NULL AND is_active ORDER BY depth, position, id`,
};

export class SqlCatalogueViews extends CatalogueViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  listServices<Request extends ListRequest>({ categoryId }: ServiceFilter, request: Request) {
    return categoryId === undefined
      ? readList(this.store, ALL, [], request, CARDS)
      : readList(this.store, IN_CATEGORY, [categoryId], request, CARDS);
  }

  listOwnServices<Request extends ListRequest>(ownerId: UserId, request: Request) {
    return readList(this.store, OWN, [ownerId], request, CARDS);
  }

  async findService(id: ServiceId) {
    const row = await this.store.session().row(FIND, [id]);
    if (!row) return null;
    const [description, revisionsIncluded, tags, completedCount, rejectionReason, ...rest] = row.slice(
      CARD_WIDTH,
    ) as Detail;
    const [publishedAt, updatedAt, version, ...children] = rest;
    return {
      description,
      ...{ revisionsIncluded, tags, completedCount, rejectionReason, publishedAt, updatedAt, version },
      ...cardOf(row.slice(0, CARD_WIDTH) as CardRow),
      ...childrenOf(children),
    };
  }

  async listCategories() {
    const rows = await this.store.session().rows(LIST_CATEGORIES);
    return rows.map(([id, parentId, slug, nameFr, nameEn, description]) => ({
      ...{ id, parentId, slug, nameFr, nameEn, description },
    }));
  }
}

const CARDS = { viewOf: cardOf, positionOf: byCreation };

type Detail = PageRow extends [...CardRow, ...infer Rest] ? Rest : never;

/** Written out, because a spread takes twenty times as long: 50 µs of a page of 20. */
function cardOf(row: CardRow): ServiceCard {
  return {
    id: row[0],
    slug: row[1],
    title: row[2],
    basicPrice: row[3],
    currency: row[4],
    deliveryDays: row[5],
    salesCount: row[6],
    status: row[7],
    createdAt: row[8],
    coverUploadId: row[9],
    owner: { id: row[10], fullName: row[11], username: row[12] },
    category: { id: row[13], slug: row[14], nameFr: row[15], nameEn: row[16] },
  };
}
