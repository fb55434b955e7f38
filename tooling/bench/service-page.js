import { ask } from '../sql/ask.js';
import { CARD_COLUMNS, CARD_SOURCE, cardOf, cardOfArray } from './card-row.js';
import { servicePage as drizzleServicePage } from './drizzle/reads.js';
import { servicePage as kyselyServicePage } from './kysely/reads.js';
import { servicePage as sequelizeServicePage } from './sequelize/reads.js';

/** @import { ServicePackage, ServicePage, ServiceRequirement } from '@2krika/domain' */
/** @import { Pool } from 'pg' */
/** @import { BenchMarket } from './bench-market.js' */
/** @import { CardArray, CardRow } from './card-row.js' */
/** @import { BenchPath } from './paths.js' */

/**
 * @typedef {object} DetailRow
 * @property {string} description
 * @property {number | null} revisions_included
 * @property {string[]} tags
 * @property {number} completed_count
 * @property {string | null} rejection_reason
 * @property {Date | null} published_at
 * @property {Date} updated_at
 * @property {number} version
 * @property {string[]} media
 */

/**
 * @typedef {object} OptionRow
 * @property {string} id
 * @property {string} title
 * @property {string | null} description
 * @property {string} price
 * @property {number} extra_days
 * @property {number} max_quantity
 * @property {boolean} is_active
 */

/**
 * @typedef {object} PackageRow
 * @property {string} id
 * @property {ServicePackage['tier']} tier
 * @property {string | null} title
 * @property {string | null} description
 * @property {string} price
 * @property {number} delivery_days
 * @property {number | null} revisions_included
 * @property {string[]} features
 */

/**
 * @typedef {object} RequirementRow
 * @property {string} prompt
 * @property {ServiceRequirement['kind']} kind
 * @property {string[] | null} choices
 * @property {boolean} is_required
 */

const DETAIL_COLUMNS = `s.description, s.revisions_included, s.tags, s.completed_count, s.rejection_reason,
    s.published_at, s.updated_at, s.version,
    ARRAY(SELECT m.upload_id FROM service_media m WHERE m.service_id = s.id ORDER BY m.position) AS media`;

const SERVICE = `SELECT ${CARD_COLUMNS}, ${DETAIL_COLUMNS} FROM ${CARD_SOURCE} WHERE s.id = $1 AND s.deleted_at IS NULL`;

const PACKAGES = `SELECT id, tier, title, description, price, delivery_days, revisions_included, features
  FROM service_packages WHERE service_id = $1 AND deleted_at IS NULL ORDER BY price`;

const REQUIREMENTS = `SELECT prompt, kind, choices, is_required FROM service_requirements
  WHERE service_id = $1 ORDER BY position`;

const OPTIONS = `SELECT id, title, description, price, extra_days, max_quantity, is_active FROM options
  WHERE service_id = $1 AND deleted_at IS NULL ORDER BY position`;

/** The children in the row of the service, their prices as text: JSON would lose the last digits of a large one. */
const WHOLE = `SELECT ${CARD_COLUMNS}, ${DETAIL_COLUMNS},
    (SELECT json_agg(json_build_array(p.id, p.title, p.description, p.price::text, p.extra_days, p.max_quantity, p.is_active)
        ORDER BY p.position) FROM options p WHERE p.service_id = s.id AND p.deleted_at IS NULL),
    (SELECT json_agg(json_build_array(p.id, p.tier, p.title, p.description, p.price::text, p.delivery_days,
        p.revisions_included, p.features) ORDER BY p.price)
      FROM service_packages p WHERE p.service_id = s.id AND p.deleted_at IS NULL),
    (SELECT json_agg(json_build_array(r.prompt, r.kind, r.choices, r.is_required) ORDER BY r.position)
      FROM service_requirements r WHERE r.service_id = s.id)
  FROM ${CARD_SOURCE} WHERE s.id = $1 AND s.deleted_at IS NULL`;

/** @typedef {[id: string, title: string, description: string | null, price: string, extraDays: number, maxQuantity: number, isActive: boolean]} OptionArray */
/** @typedef {[id: string, tier: ServicePackage['tier'], title: string | null, description: string | null, price: string, deliveryDays: number, revisionsIncluded: number | null, features: string[]]} PackageArray */
/** @typedef {[prompt: string, kind: ServiceRequirement['kind'], choices: string[] | null, isRequired: boolean]} RequirementArray */
/** @typedef {[...CardArray, description: string, revisionsIncluded: number | null, tags: string[], completedCount: number, rejectionReason: string | null, publishedAt: Date | null, updatedAt: Date, version: number, media: string[], options: OptionArray[] | null, packages: PackageArray[], requirements: RequirementArray[] | null]} WholeArray */

/**
 * A service with everything its page shows.
 *
 * @param {BenchMarket} market
 * @returns {BenchPath<string, unknown>}
 */
export function servicePage({ pool, pipelined, serviceIds, storage, libraries }) {
  return {
    name: 'service page: service, owner, category, packages, options, questions, media',
    goal: 2.2,
    runs: 40,
    inputs: serviceIds,
    contenders: [
      { name: 'pg, as usual', run: (id) => byHand(pool, id) },
      { name: '2KRIKA', run: (id) => storage.catalogueViews.findService(id) },
      { name: 'pg, prepared', run: (id) => prepared(pipelined, id) },
      { name: 'Kysely', run: (id) => kyselyServicePage(libraries.kysely, id) },
      { name: 'Drizzle', run: (id) => drizzleServicePage(libraries.drizzle, id) },
      { name: 'Sequelize', run: (id) => sequelizeServicePage(libraries.models, id) },
    ],
  };
}

/**
 * @param {Pool} pool
 * @param {string} id
 * @returns {Promise<ServicePage | null>}
 */
async function byHand(pool, id) {
  const values = [id];
  /** @type {Promise<(CardRow & DetailRow)[]>} */
  const found = ask(pool, { text: SERVICE, values });
  /** @type {Promise<OptionRow[]>} */
  const offered = ask(pool, { text: OPTIONS, values });
  /** @type {Promise<PackageRow[]>} */
  const sold = ask(pool, { text: PACKAGES, values });
  /** @type {Promise<RequirementRow[]>} */
  const asked = ask(pool, { text: REQUIREMENTS, values });
  const [[row], options, packages, requirements] = await Promise.all([found, offered, sold, asked]);
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
    packages: packages.map((each) => ({
      id: each.id,
      tier: each.tier,
      title: each.title,
      description: each.description,
      price: BigInt(each.price),
      deliveryDays: each.delivery_days,
      revisionsIncluded: each.revisions_included,
      features: each.features,
    })),
    requirements: requirements.map((each) => ({
      prompt: each.prompt,
      kind: each.kind,
      choices: each.choices,
      isRequired: each.is_required,
    })),
    options: options.map((option) => ({
      id: option.id,
      title: option.title,
      description: option.description,
      price: BigInt(option.price),
      extraDays: option.extra_days,
      maxQuantity: option.max_quantity,
      isActive: option.is_active,
    })),
    media: row.media,
  };
}

/**
 * @param {Pool} pool
 * @param {string} id
 * @returns {Promise<ServicePage | null>}
 */
async function prepared(pool, id) {
  /** @type {WholeArray[]} */
  const [row] = await ask(pool, { name: 'service_page', text: WHOLE, values: [id], rowMode: 'array' });
  if (row === undefined) return null;
  return {
    ...cardOfArray(row),
    description: row[17],
    revisionsIncluded: row[18],
    tags: row[19],
    completedCount: row[20],
    rejectionReason: row[21],
    publishedAt: row[22],
    updatedAt: row[23],
    version: row[24],
    media: row[25],
    packages: row[27].map(
      ([packageId, tier, title, description, price, deliveryDays, revisionsIncluded, features]) => ({
        id: packageId,
        ...{ tier, title, description, price: BigInt(price) },
        ...{ deliveryDays, revisionsIncluded, features },
      }),
    ),
    requirements: (row[28] ?? []).map(([prompt, kind, choices, isRequired]) => ({
      ...{ prompt, kind, choices, isRequired },
    })),
    options: (row[26] ?? []).map(([option, title, description, price, extraDays, maxQuantity, isActive]) => ({
      ...{ id: option, title, description, price: BigInt(price), extraDays, maxQuantity, isActive },
    })),
  };
}
