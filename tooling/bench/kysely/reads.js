/**
 * @import { Kysely } from 'kysely'
 * @import { Tables } from './tables.js'
 */

/**
 * @param {Kysely<Tables>} database
 * @param {{ at: Date, id: string }} from
 * @param {number} limit
 */
export async function listPage(database, { at, id }, limit) {
  const rows = await cards(database)
    .where('s.status', '=', 'active')
    .where((where) => where(where.refTuple('s.created_at', 's.id'), '<', where.tuple(at, id)))
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.slice(0, limit).map(cardOf);
}

/**
 * @param {Kysely<Tables>} database
 * @param {string} id
 */
export async function servicePage(database, id) {
  const [row, packages, options, requirements, media] = await Promise.all([
    cards(database)
      .select(['s.description', 's.revisions_included', 's.tags', 's.completed_count', 's.rejection_reason'])
      .select(['s.published_at', 's.updated_at', 's.version'])
      .where('s.id', '=', id)
      .where('s.deleted_at', 'is', null)
      .executeTakeFirst(),
    database
      .selectFrom('service_packages')
      .select(['id', 'tier', 'title', 'description', 'price', 'features'])
      .select(['delivery_days as deliveryDays', 'revisions_included as revisionsIncluded'])
      .where('service_id', '=', id)
      .where('deleted_at', 'is', null)
      .orderBy('price')
      .execute(),
    database
      .selectFrom('options')
      .select(['id', 'title', 'description', 'price', 'extra_days', 'max_quantity', 'is_active'])
      .where('service_id', '=', id)
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .execute(),
    database
      .selectFrom('service_requirements')
      .select(['prompt', 'kind', 'choices', 'is_required as isRequired'])
      .where('service_id', '=', id)
      .orderBy('position')
      .execute(),
    database
      .selectFrom('service_media')
      .select('upload_id')
      .where('service_id', '=', id)
      .orderBy('position')
      .execute(),
  ]);
  if (row === undefined) return null;
  return {
    ...cardOf(row),
    description: row.description,
    revisionsIncluded: row.revisions_included,
    tags: row.tags,
    completedCount: row.completed_count,
    rejectionReason: row.rejection_reason,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    version: row.version,
    packages,
    requirements,
    options: options.map((option) => ({
      id: option.id,
      title: option.title,
      description: option.description,
      price: option.price,
      extraDays: option.extra_days,
      maxQuantity: option.max_quantity,
      isActive: option.is_active,
    })),
    media: media.map(({ upload_id: uploadId }) => uploadId),
  };
}

/** @param {Kysely<Tables>} database */
function cards(database) {
  return database
    .selectFrom('services as s')
    .innerJoin('users as o', 'o.id', 's.owner_id')
    .innerJoin('categories as c', 'c.id', 's.category_id')
    .select(['s.id', 's.slug', 's.title', 's.basic_price', 's.currency', 's.delivery_days', 's.sales_count'])
    .select(['s.status', 's.created_at'])
    .select(['o.id as owner_id', 'o.full_name as owner_full_name', 'o.username as owner_username'])
    .select(['c.id as category_id', 'c.slug as category_slug'])
    .select(['c.name_fr as category_name_fr', 'c.name_en as category_name_en'])
    .select((cover) =>
      cover
        .selectFrom('service_media as m')
        .select('m.upload_id')
        .whereRef('m.service_id', '=', 's.id')
        .orderBy('m.position')
        .limit(1)
        .as('cover_upload_id'),
    );
}

/** @typedef {Awaited<ReturnType<ReturnType<typeof cards>['executeTakeFirstOrThrow']>>} CardRow */

/** @param {CardRow} row */
function cardOf(row) {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    basicPrice: row.basic_price,
    currency: row.currency,
    deliveryDays: row.delivery_days,
    salesCount: row.sales_count,
    status: row.status,
    createdAt: row.created_at,
    coverUploadId: row.cover_upload_id,
    owner: { id: row.owner_id, fullName: row.owner_full_name, username: row.owner_username },
    category: {
      id: row.category_id,
      slug: row.category_slug,
      nameFr: row.category_name_fr,
      nameEn: row.category_name_en,
    },
  };
}
