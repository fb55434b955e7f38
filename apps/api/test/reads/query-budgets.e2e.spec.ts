import { addressOf, nameOf } from '../input/knock.js';
import { openWorld, type Person, type World } from '../input/world.js';
import { Product } from '../product/product.js';
import { openStores } from '../product/stores.js';
import { knockAtAll, tellStory } from './every-route.js';
import { grow, MORE } from './grow.js';
import { ONLY_REFUSED, QUERY_BUDGETS } from './query-budgets.js';
import { StatementCounter } from './statement-counter.js';

const counter = new StatementCounter();
const stores = await openStores('query-budgets');
const everyStatement = { ...stores.environment, DB_SLOW_QUERY_MS: '0' };
const product = await Product.start({ ...stores, environment: everyStatement }, counter);
let world: World;

/** What shows many of something, to whom it shows the most. */
const MANY: readonly (readonly [Person, string])[] = [
  ['nobody', '/v1/services'],
  ['nobody', '/v1/services/{id}'],
  ['seller', '/v1/me/services'],
  ['customer', '/v1/orders'],
  ['seller', '/v1/orders?role=seller'],
  ['support', '/v1/admin/orders'],
  ['customer', '/v1/orders/{id}'],
  ['customer', '/v1/orders/{id}/events'],
  ['customer', '/v1/orders/{id}/payments'],
  ['customer', '/v1/orders/{id}/refunds'],
  ['seller', '/v1/me/transactions'],
  ['seller', '/v1/me/earnings'],
  ['seller', '/v1/me/payout-methods'],
  ['seller', '/v1/me/withdrawals'],
  ['customer', '/v1/chats'],
  ['customer', '/v1/me/unread'],
  ['customer', '/v1/chats/{id}/messages'],
];

/** Those of them that are lists. */
const LISTS = MANY.filter(([, path]) => !path.endsWith('{id}') && !path.endsWith('unread'));

interface Asked {
  readonly statements: number;
  readonly rows: number;
}

/** Those that are read by page, or by cursor. */
const STRETCHES = LISTS.filter(([, path]) => !path.endsWith('messages'));
const stretches = new Map<string, Asked>();

/** Asks once. @returns how many statements that took, and what was answered */
async function ask(person: Person, path: string): Promise<Asked> {
  const before = counter.calls.length;
  const body = await world.people[person].get<{ readonly results?: readonly unknown[] }>(
    addressOf(path, world),
  );
  const [call, ...others] = counter.calls.slice(before).filter(({ route }) => route.startsWith('GET '));
  if (!call || others.length > 0) throw new Error(`${path} was asked once.`);
  return { statements: call.statements.length, rows: body.results?.length ?? 0 };
}

const asked = (path: string) => (path.includes('?') ? `${path}&limit=100` : `${path}?limit=100`);
const isList = (path: string) => LISTS.some(([, list]) => list === path);

/** How many statements each took while there was little to show, and once there was much. */
const [few, many] = [new Map<string, Asked>(), new Map<string, Asked>()];

async function askAll(into: Map<string, Asked>): Promise<void> {
  for (const [person, path] of MANY) into.set(path, await ask(person, isList(path) ? asked(path) : path));
}

beforeAll(async () => {
  world = await openWorld(product);
  await askAll(few);
  await tellStory(product, world);
  await grow(stores.database, world);
  await askAll(many);
  for (const [person, path] of STRETCHES) {
    stretches.set(path, await ask(person, `${asked(path)}&cursor=`));
  }
  await knockAtAll(product, world);
}, 240_000);

afterAll(async () => {
  await product.stop();
  await stores.close();
});

it('is a budget for every route, and for no other', () => {
  expect(Object.keys(QUERY_BUDGETS).toSorted()).toEqual(product.routes.map(nameOf).toSorted());
});

it('is kept by what was asked with success of every route but those named', () => {
  const succeeded = new Set(counter.calls.filter(({ status }) => status < 400).map(({ route }) => route));
  const others = product.routes.map(nameOf).filter((route) => !succeeded.has(route));
  expect(others.toSorted()).toEqual([...ONLY_REFUSED].toSorted());
});

it.each(Object.entries(QUERY_BUDGETS))('%s takes at most %i statements', (route, budget) => {
  const calls = counter.calls.filter((call) => call.route === route);
  expect(calls.length).toBeGreaterThan(0);
  for (const call of calls.filter(({ statements }) => statements.length > budget)) expect(call).toBeNull();
  // A read does the same each time: a budget it does not need would let the next statement in unseen.
  const most = Math.max(...calls.map(({ statements }) => statements.length));
  if (route.startsWith('GET ')) expect(most).toBe(budget);
});

it.each(MANY)('shows %s many rows of %s in as many statements as few', (_, path) => {
  expect(many.get(path)?.statements).toBe(few.get(path)?.statements);
  if (isList(path) && !path.endsWith('messages')) expect(many.get(path)?.rows).toBeGreaterThanOrEqual(MORE);
});

it.each(STRETCHES)('shows %s a stretch of %s by cursor in one statement less than a page', (_, path) => {
  const { statements, rows } = stretches.get(path) ?? { statements: 0, rows: 0 };
  expect(statements + 1).toBe(many.get(path)?.statements);
  expect(rows).toBeGreaterThanOrEqual(MORE);
});
