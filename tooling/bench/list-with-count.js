import { ask } from '../sql/ask.js';
import { CARD_COLUMNS, CARD_SOURCE, cardOf } from './card-row.js';

/** @import { Pool } from 'pg' */
/** @import { BenchMarket } from './bench-market.js' */
/** @import { CardRow } from './card-row.js' */
/** @import { BenchPath } from './paths.js' */

const LIMIT = 20;
/** Deep enough to be typical, and there in the smallest marketplace. */
const PAGES = [1, 2, 3, 4, 5];

const PAGE = `SELECT ${CARD_COLUMNS} FROM ${CARD_SOURCE} WHERE s.status = 'active'
  ORDER BY s.created_at DESC, s.id DESC LIMIT $1 OFFSET $2`;
const COUNT = `SELECT count(*) FROM services WHERE status = 'active'`;

/**
 * A numbered page with the exact number of services. Counting them is most of it for everybody, so it has no goal.
 *
 * @param {BenchMarket} market
 * @returns {BenchPath<number, unknown>}
 */
export function listWithCount({ pool, storage }) {
  return {
    name: 'list page by number with the exact count: 20 services, owner, category',
    goal: null,
    runs: 5,
    inputs: PAGES,
    contenders: [
      { name: 'pg, as usual', run: (page) => byHand(pool, page) },
      {
        name: '2KRIKA',
        run: async (page) => {
          const { results, count } = await storage.catalogueViews.listServices({}, { page, limit: LIMIT });
          return { results, count };
        },
      },
    ],
  };
}

/**
 * @param {Pool} pool
 * @param {number} page
 */
async function byHand(pool, page) {
  /** @type {Promise<CardRow[]>} */
  const listed = ask(pool, { text: PAGE, values: [LIMIT, (page - 1) * LIMIT] });
  /** @type {Promise<{ count: string }[]>} */
  const all = ask(pool, { text: COUNT });
  const [rows, [counted]] = await Promise.all([listed, all]);
  return { results: rows.map(cardOf), count: Number(counted?.count) };
}
