import { DEVELOPMENT_PASSWORD } from '@2krika/composition';
import { CategoryRepository, Hasher, slugOf } from '@2krika/domain';
import { ask, withClient } from '../sql/ask.js';
import { COUNT_SERVICES, OPTIONS, PEOPLE, SERVICES, SERVICES_OF_A_SELLER } from './market-statements.js';
import { AUDIENCES, FIRST_NAMES, LAST_NAMES, PLACES, TRADES } from './vocabulary.js';

/** @import { ReportProgress } from '@2krika/domain' */
/** @import { OpenContainer } from '@2krika/composition' */

/** @typedef {OpenContainer['container']} Container */
/** @import { Client } from 'pg' */

const BATCH = 10_000;
/** Of people and of services. */
const PARITY = { seller: 1, customer: 0 };

/** How many connections fill the catalogue at once: the server works for one on one core. */
const CONNECTIONS = 2;

/**
 * Fills the catalogue: eight services to a seller, one or two options to a service.
 *
 * @param {string} sqlUrl
 * @param {Container} container
 * @param {object} wanted
 * @param {number} wanted.services
 * @param {number} wanted.customers
 * @param {Date} wanted.now
 * @param {ReportProgress} report
 */
export async function seedServices(sqlUrl, container, { services, customers, now }, report) {
  const hash = await container.get(Hasher).hash(DEVELOPMENT_PASSWORD);
  await withClient(sqlUrl, async (client) => {
    const people = (/** @type {keyof typeof PARITY} */ who, /** @type {number} */ count) =>
      client.query(PEOPLE, [1, 2 * count, PARITY[who], ...peopleWords(), now, hash]);
    await people('seller', Math.ceil(services / SERVICES_OF_A_SELLER));
    await people('customer', customers);
  });

  const words = await serviceWords(container);
  const batches = batchesOf(services);
  let done = 0;
  const fill = async (/** @type {Client} */ client) => {
    for (const [first, last] of batches) {
      if (!(await areThere(client, first, last))) {
        await client.query(SERVICES, [first, last, ...words, now]);
        await client.query(OPTIONS, [first, last, ...optionWords()]);
      }
      done += last - first + 1;
      report('services', done, services);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => withClient(sqlUrl, fill)));
  await withClient(sqlUrl, (client) => client.query('ANALYZE users, services, service_packages, options'));
}

/**
 * The numbers of a batch, from and to; whoever takes one takes it from the others.
 *
 * @param {number} services
 * @returns {Generator<readonly [number, number]>}
 */
function* batchesOf(services) {
  for (let first = 1; first <= services; first += BATCH) yield [first, Math.min(services, first + BATCH - 1)];
}

/**
 * @param {Client} client
 * @param {number} first
 * @param {number} last
 */
async function areThere(client, first, last) {
  /** @type {{ count: number }[]} */
  const [found] = await ask(client, { text: COUNT_SERVICES, values: [first, last] });
  return found?.count === last - first + 1;
}

function peopleWords() {
  const inAddress = (/** @type {readonly string[]} */ names) =>
    names.map((name) => slugOf(name.replace(/\W(?=[A-Z])/u, '')).replace(/-/g, ''));
  return [
    FIRST_NAMES,
    LAST_NAMES,
    inAddress(FIRST_NAMES),
    inAddress(LAST_NAMES),
    PLACES.map(({ country }) => country),
    PLACES.map(({ timezone }) => timezone),
    PLACES.map(({ prefix }) => prefix),
  ];
}

/** @param {Container} container */
async function serviceWords(container) {
  const categories = await container.get(CategoryRepository).list();
  const ids = new Map(categories.map((category) => [category.snapshot().slug, category.id]));
  return [
    TRADES.map(({ category }) => ids.get(category)),
    TRADES.map(({ title }) => title),
    TRADES.map(({ title }) => slugOf(title)),
    TRADES.map(({ description }) => description),
    TRADES.map(({ price }) => price),
    TRADES.map(({ days }) => days),
    TRADES.map(({ tags }) => tags.join('|')),
    AUDIENCES,
    PLACES.map(({ currency }) => currency),
  ];
}

/** Two to a trade, so that their place in the list tells whose they are. */
function optionWords() {
  const options = TRADES.flatMap(({ options: [first, second] }) => [first, second]);
  return [0, 1, 2].map((column) => options.map((option) => option?.[column] ?? null));
}
