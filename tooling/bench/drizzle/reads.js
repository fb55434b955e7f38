import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import {
  categories,
  options,
  serviceMedia,
  servicePackages,
  serviceRequirements,
  services,
  users,
} from './tables.js';

/**
 * @import { NodePgDatabase } from 'drizzle-orm/node-postgres'
 * @import * as tables from './tables.js'
 */

const CARD = {
  id: services.id,
  slug: services.slug,
  title: services.title,
  basicPrice: services.basicPrice,
  currency: services.currency,
  deliveryDays: services.deliveryDays,
  salesCount: services.salesCount,
  status: services.status,
  createdAt: services.createdAt,
  coverUploadId: sql`(SELECT upload_id FROM service_media WHERE service_id = ${services.id} ORDER BY position LIMIT 1)`,
  owner: { id: users.id, fullName: users.fullName, username: users.username },
  category: {
    id: categories.id,
    slug: categories.slug,
    nameFr: categories.nameFr,
    nameEn: categories.nameEn,
  },
};

/**
 * @param {NodePgDatabase<typeof tables>} database
 * @param {{ at: Date, id: string }} from
 * @param {number} limit
 */
export async function listPage(database, { at, id }, limit) {
  const rows = await database
    .select(CARD)
    .from(services)
    .innerJoin(users, eq(users.id, services.ownerId))
    .innerJoin(categories, eq(categories.id, services.categoryId))
    .where(
      and(
        eq(services.status, 'active'),
        sql`(${services.createdAt}, ${services.id}) < (${at.toISOString()}::timestamptz, ${id}::uuid)`,
      ),
    )
    .orderBy(desc(services.createdAt), desc(services.id))
    .limit(limit + 1);
  return rows.slice(0, limit);
}

/**
 * @param {NodePgDatabase<typeof tables>} database
 * @param {string} id
 */
export async function servicePage(database, id) {
  const page = await database.query.services.findFirst({
    where: and(eq(services.id, id), isNull(services.deletedAt)),
    columns: { ownerId: false, categoryId: false, deletedAt: false },
    with: {
      owner: { columns: { id: true, fullName: true, username: true } },
      category: { columns: { id: true, slug: true, nameFr: true, nameEn: true } },
      packages: {
        columns: { serviceId: false, deletedAt: false },
        where: isNull(servicePackages.deletedAt),
        orderBy: asc(servicePackages.price),
      },
      options: {
        columns: { serviceId: false, position: false, deletedAt: false },
        where: isNull(options.deletedAt),
        orderBy: asc(options.position),
      },
      requirements: {
        columns: { serviceId: false, position: false },
        orderBy: asc(serviceRequirements.position),
      },
      media: { columns: { uploadId: true }, orderBy: asc(serviceMedia.position) },
    },
  });
  if (page === undefined) return null;
  const media = page.media.map(({ uploadId }) => uploadId);
  return { ...page, coverUploadId: media[0] ?? null, media };
}
