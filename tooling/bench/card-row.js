/** @import { ServiceCard } from '@2krika/domain' */

/**
 * A service with its owner and category, as pg reads it.
 *
 * @typedef {object} CardRow
 * @property {string} id
 * @property {string} slug
 * @property {string} title
 * @property {string} basic_price
 * @property {ServiceCard['currency']} currency
 * @property {number} delivery_days
 * @property {number} sales_count
 * @property {ServiceCard['status']} status
 * @property {Date} created_at
 * @property {string | null} cover_upload_id
 * @property {string} owner_id
 * @property {string} owner_full_name
 * @property {string} owner_username
 * @property {string} category_id
 * @property {string} category_slug
 * @property {string} category_name_fr
 * @property {string} category_name_en
 */

/**
 * The same without names.
 *
 * @typedef {[id: string, slug: string, title: string, basicPrice: string, currency: ServiceCard['currency'], deliveryDays: number, salesCount: number, status: ServiceCard['status'], createdAt: Date, coverUploadId: string | null, ownerId: string, ownerFullName: string, ownerUsername: string, categoryId: string, categorySlug: string, categoryNameFr: string, categoryNameEn: string]} CardArray
 */

export const CARD_COLUMNS = `s.id, s.slug, s.title, s.basic_price, s.currency, s.delivery_days, s.sales_count, s.status,
    s.created_at,
    (SELECT m.upload_id FROM service_media m WHERE m.service_id = s.id ORDER BY m.position LIMIT 1) AS cover_upload_id,
    o.id AS owner_id, o.full_name AS owner_full_name, o.username AS owner_username,
    c.id AS category_id, c.slug AS category_slug, c.name_fr AS category_name_fr, c.name_en AS category_name_en`;

export const CARD_SOURCE = `services s JOIN users o ON o.id = s.owner_id JOIN categories c ON c.id = s.category_id`;

/**
 * @param {CardRow} row
 * @returns {ServiceCard}
 */
export function cardOf(row) {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    basicPrice: BigInt(row.basic_price),
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

/**
 * @param {readonly [...CardArray, ...unknown[]]} row
 * @returns {ServiceCard}
 */
export function cardOfArray(row) {
  return {
    id: row[0],
    slug: row[1],
    title: row[2],
    basicPrice: BigInt(row[3]),
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
