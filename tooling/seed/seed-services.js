import { DEVELOPMENT_PASSWORD } from '@2krika/composition';
import { CategoryRepository, Hasher, slugOf } from '@2krika/domain';
import { ask } from '../sql/ask.js';
import { COUNT_SERVICES, OPTIONS, PEOPLE, SERVICES, SERVICES_OF_A_SELLER } from './market-statements.js';
import { AUDIENCES, FIRST_NAMES, LAST_NAMES, PLACES, TRADES } from './vocabulary.js';

/** @import { ReportProgress } from '@2krika/domain' */
/** @import { OpenContainer } from '@2krika/composition' */

/** @typedef {OpenContainer['container']} Container */
/** @import { Client } from 'pg' */

const BATCH = 20_000;
/** Of people and of services. */
const PARITY = { seller: 1, customer: 0 };

/**
 * Fills the catalogue: eight services to a seller, one or two options to a service.
 *
 * @param {Client} client
 * @param {Container} container
 * @param {object} wanted
 * @param {number} wanted.services
 * @param {number} wanted.customers
 * @param {Date} wanted.now
 * @param {ReportProgress} report
 */
export async function seedServices(client, container, { services, customers, now }, report) {
  const hash = await container.get(Hasher).hash(DEVELOPMENT_PASSWORD);
  const people = (/** @type {keyof typeof PARITY} */ who, /** @type {number} */ count) =>
    client.query(PEOPLE, [1, 2 * count, PARITY[who], ...peopleWords(), now, hash]);
  await people('seller', Math.ceil(services / SERVICES_OF_A_SELLER));
  await people('customer', customers);

  const words = await serviceWords(container);
  for (let first = 1; first <= services; first += BATCH) {
    const last = Math.min(services, first + BATCH - 1);
    if (!(await areThere(client, first, last))) {
      await client.query(SERVICES, [first, last, ...words, now]);
      await client.query(OPTIONS, [first, last, ...optionWords()]);
    }
    report('services', last, services);
  }
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
