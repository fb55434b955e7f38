import { ask } from '../sql/ask.js';
import { CARD_COLUMNS, CARD_SOURCE, cardOf, cardOfArray } from './card-row.js';
import { listPage as drizzleListPage } from './drizzle/reads.js';
import { listPage as kyselyListPage } from './kysely/reads.js';
import { listPage as sequelizeListPage } from './sequelize/reads.js';

/** @import { ServiceCard } from '@2krika/domain' */
/** @import { Pool } from 'pg' */
/** @import { BenchMarket, ListPosition } from './bench-market.js' */
/** @import { CardArray, CardRow } from './card-row.js' */
/** @import { BenchPath } from './paths.js' */

const LIMIT = 20;

const LIST = `SELECT ${CARD_COLUMNS} FROM ${CARD_SOURCE}
  WHERE s.status = 'active' AND (s.created_at, s.id) < ($1, $2)
  ORDER BY s.created_at DESC, s.id DESC`;
const PAGE = `${LIST} LIMIT $3`;
/** One more than is shown tells whether there are others. With a limit as a value it would be planned each time. */
const PREPARED_PAGE = `${LIST} LIMIT ${String(LIMIT + 1)}`;

/**
 * A page of the list by cursor: twenty services with owner and category.
 *
 * @param {BenchMarket} market
 * @returns {BenchPath<ListPosition, unknown>}
 */
export function listPage({ pool, pipelined, positions, storage, libraries }) {
  return {
    name: 'list page by cursor: 20 services, owner, category',
    goal: 2,
    runs: 30,
    inputs: positions,
    contenders: [
      { name: 'pg, as usual', run: (from) => byHand(pool, from) },
      {
        name: '2KRIKA',
        run: async (from) =>
          (await storage.catalogueViews.listServices({}, { from, direction: 'next', limit: LIMIT })).results,
      },
      { name: 'pg, prepared', run: (from) => prepared(pipelined, from) },
      { name: 'Kysely', run: (from) => kyselyListPage(libraries.kysely, from, LIMIT) },
      { name: 'Drizzle', run: (from) => drizzleListPage(libraries.drizzle, from, LIMIT) },
      { name: 'Sequelize', run: (from) => sequelizeListPage(libraries.models, from, LIMIT) },
    ],
  };
}

/**
 * @param {Pool} pool
 * @param {ListPosition} from
 * @returns {Promise<readonly ServiceCard[]>}
 */
async function byHand(pool, { at, id }) {
  /** @type {CardRow[]} */
  const rows = await ask(pool, { text: PAGE, values: [at, id, LIMIT + 1] });
  return rows.slice(0, LIMIT).map(cardOf);
}

/**
 * @param {Pool} pool
 * @param {ListPosition} from
 * @returns {Promise<readonly ServiceCard[]>}
 */
async function prepared(pool, { at, id }) {
  const values = [at, id];
  /** @type {CardArray[]} */
  const rows = await ask(pool, { name: 'list_page', text: PREPARED_PAGE, values, rowMode: 'array' });
  return rows.slice(0, LIMIT).map(cardOfArray);
}
