import type { Route } from '../../src/http/server/index.js';
import { Product } from '../product/product.js';
import { ACCESS_RULES, type AccessRule, type Verdict } from './access-rules.js';
import { knock, nameOf } from './knock.js';
import { openWorld, PEOPLE, type Person, type World } from './world.js';

const product = await Product.start({ persistence: 'memory' });
let world: World;

beforeAll(async () => {
  world = await openWorld(product);
}, 60_000);
afterAll(() => product.stop());

async function verdictOn(person: Person, route: Route, rule: AccessRule): Promise<Verdict> {
  const status = await knock(world, person, route, rule);
  return status === 401 || status === 403 || status === 404 ? status : 'in';
}

it('has a rule for every route, and none for others', () => {
  expect(Object.keys(ACCESS_RULES).toSorted()).toEqual(product.routes.map(nameOf).toSorted());
});

/** What was deleted is there for nobody. */
const deletingLast = product.routes.toSorted(
  (left, right) => Number(left.method === 'DELETE') - Number(right.method === 'DELETE'),
);

it.each(deletingLast.map((route) => [nameOf(route), route] as const))('%s', async (name, route) => {
  const rule = ACCESS_RULES[name];
  if (!rule) throw new Error(`Who is ${name} for?`);
  // Those who are refused come first, since they leave everything as it was.
  const refusedFirst = PEOPLE.toSorted(
    (left, right) => Number(rule.verdictFor(left) === 'in') - Number(rule.verdictFor(right) === 'in'),
  );
  const verdicts: [Person, Verdict][] = [];
  for (const person of refusedFirst) verdicts.push([person, await verdictOn(person, route, rule)]);
  expect(verdicts).toEqual(
    refusedFirst.map((person) => {
      const verdict = rule.verdictFor(person);
      return [person, verdict === 'in' && rule.isAbsent ? 404 : verdict];
    }),
  );
});
