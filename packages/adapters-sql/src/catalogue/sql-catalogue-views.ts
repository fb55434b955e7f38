import {
  CatalogueViews,
  cursorPageOf,
  offset,
  pageOf,
  type Currency,
  type CursorRequest,
  type PageRequest,
  type ServiceCard,
  type ServiceFilter,
  type ServiceId,
  type ServiceStatus,
  type UserId,
} from '@2krika/domain';
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

const SOURCE = `services JOIN users owner ON owner.id = services.owner_id
  JOIN categories category ON category.id = services.category_id`;

/** The category and all below it: the tree is three levels deep at most. */
const SUBTREE = `services.category_id IN (
  SELECT id FROM categories WHERE id = $1 OR parent_id = $1
    OR parent_id IN (SELECT id FROM categories WHERE parent_id = $1))`;

const NEWEST_FIRST = 'ORDER BY services.created_at DESC, services.id DESC';
const OLDEST_FIRST = 'ORDER BY services.created_at, services.id';

/** One statement for each way of asking, so that each is prepared with a plan of its own. */
function listStatements(name: string, condition: string, next: number) {
  const list = (suffix: string, beside: string, order: string, limit: string): Statement<CardRow> => ({
    name: `catalogue_${name}_${suffix}`,
    text: `SELECT ${CARD} FROM ${SOURCE} WHERE ${condition}${beside} ${order} ${limit}`,
  });
  const count: Statement<[count: bigint]> = {
    name: `catalogue_${name}_count`,
    text: `SELECT count(*) FROM services WHERE ${condition}`,
  };
  const position = `($${next}::timestamptz, $${next + 1}::uuid)`;
  const [afterFirst, afterThird] = [`LIMIT $${next}`, `LIMIT $${next + 2}`];
  return {
    page: list('page', '', NEWEST_FIRST, `LIMIT $${next} OFFSET $${next + 1}`),
    head: list('head', '', NEWEST_FIRST, afterFirst),
    next: list('next', ` AND (services.created_at, services.id) < ${position}`, NEWEST_FIRST, afterThird),
    previous: list(
      'previous',
      ` AND (services.created_at, services.id) > ${position}`,
      OLDEST_FIRST,
      afterThird,
    ),
    count,
  };
}

const LIVE = `services.status = 'active'`;
const ALL = listStatements('services', LIVE, 1);
const IN_CATEGORY = listStatements('services_in_category', `${LIVE} AND ${SUBTREE}`, 2);
const OWN = listStatements('own_services', 'services.owner_id = $1 AND services.deleted_at IS NULL', 2);

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

  pageOfServices({ categoryId }: ServiceFilter, request: PageRequest) {
    return categoryId === undefined
      ? this.page(ALL, [], request)
      : this.page(IN_CATEGORY, [categoryId], request);
  }

  async servicesFrom({ categoryId }: ServiceFilter, request: CursorRequest) {
    const statements = categoryId === undefined ? ALL : IN_CATEGORY;
    const filter = categoryId === undefined ? [] : [categoryId];
    const { from, direction, limit } = request;
    const rows = from
      ? await this.store.session().rows(statements[direction], [...filter, from.at, from.id, limit + 1])
      : await this.store.session().rows(statements.head, [...filter, limit + 1]);
    return cursorPageOf(rows.map(cardOf), request, ({ createdAt, id }) => ({ at: createdAt, id }));
  }

  pageOfOwnServices(ownerId: UserId, request: PageRequest) {
    return this.page(OWN, [ownerId], request);
  }

  async findService(id: ServiceId) {
    const row = await this.store.session().row(FIND, [id]);
    if (!row) return null;
    const [description, revisionsIncluded, tags, completedCount, rejectionReason, ...rest] = row.slice(
      CARD_WIDTH,
    ) as Detail;
    const [publishedAt, updatedAt, version, ...children] = rest;
    return {
      ...cardOf(row.slice(0, CARD_WIDTH) as CardRow),
      ...{
        description,
        revisionsIncluded,
        tags,
        completedCount,
        rejectionReason,
        publishedAt,
        updatedAt,
        version,
      },
      ...childrenOf(children),
    };
  }

  async listCategories() {
    const rows = await this.store.session().rows(LIST_CATEGORIES);
    return rows.map(([id, parentId, slug, nameFr, nameEn, description]) => ({
      ...{ id, parentId, slug, nameFr, nameEn, description },
    }));
  }

  private async page(
    { page, count }: Pick<typeof ALL, 'page' | 'count'>,
    filter: readonly string[],
    request: PageRequest,
  ) {
    const session = this.store.session();
    const [rows, counted] = await Promise.all([
      session.rows(page, [...filter, request.limit, offset(request)]),
      session.row(count, filter),
    ]);
    return pageOf(rows.map(cardOf), Number(counted?.[0] ?? 0n), request);
  }
}

type Detail = PageRow extends [...CardRow, ...infer Rest] ? Rest : never;

function cardOf(row: CardRow): ServiceCard {
  const [id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt, coverUploadId] =
    row;
  return {
    ...{ id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, createdAt, coverUploadId },
    owner: { id: row[10], fullName: row[11], username: row[12] },
    category: { id: row[13], slug: row[14], nameFr: row[15], nameEn: row[16] },
  };
}
