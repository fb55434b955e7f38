import {
  CatalogueViews,
  cursorPageOf,
  MAX_LIMIT,
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

const BESIDE = `JOIN users owner ON owner.id = services.owner_id
  JOIN categories category ON category.id = services.category_id`;
const SOURCE = `services ${BESIDE}`;

/** The category and all below it: the tree is three levels deep at most. */
const SUBTREE = `services.category_id IN (
  SELECT id FROM categories WHERE id = $1 OR parent_id = $1
    OR parent_id IN (SELECT id FROM categories WHERE parent_id = $1))`;

const NEWEST_FIRST = 'ORDER BY services.created_at DESC, services.id DESC';
const OLDEST_FIRST = 'ORDER BY services.created_at, services.id';

/** The columns of a service that a card, or its place in a list, is made of. */
const LISTED = `id, slug, title, basic_price, currency, delivery_days, sales_count, status, created_at, owner_id,
  category_id`;
/** One more than is ever shown tells whether there are others. */
const MAX_ROWS = MAX_LIMIT + 1;

/** One statement for each way of asking, so that each is prepared with a plan of its own. */
function listStatements(name: string, condition: string, next: number) {
  /**
   * A cap that the planner knows. Of a limit it is told only later it expects a tenth of all services, so that the
   * plan it keeps looks worse than planning each time, which took longer than reading the page.
   */
  const from = (suffix: string, beside: string, order: string, limit: string): Statement<CardRow> => ({
    name: `catalogue_${name}_${suffix}`,
    text: `SELECT ${CARD}
      FROM (SELECT ${LISTED} FROM services WHERE ${condition}${beside} ${order} LIMIT ${MAX_ROWS}) AS services ${BESIDE}
      ${order} ${limit}`,
  });
  const page: Statement<CardRow> = {
    name: `catalogue_${name}_page`,
    text: `SELECT ${CARD} FROM ${SOURCE} WHERE ${condition} ${NEWEST_FIRST} LIMIT $${next} OFFSET $${next + 1}`,
  };
  const count: Statement<[count: bigint]> = {
    name: `catalogue_${name}_count`,
    text: `SELECT count(*) FROM services WHERE ${condition}`,
  };
  const position = `($${next}::timestamptz, $${next + 1}::uuid)`;
  const [afterFirst, afterThird] = [`LIMIT $${next}`, `LIMIT $${next + 2}`];
  return {
    page,
    head: from('head', '', NEWEST_FIRST, afterFirst),
    next: from('next', ` AND (services.created_at, services.id) < ${position}`, NEWEST_FIRST, afterThird),
    previous: from(
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
